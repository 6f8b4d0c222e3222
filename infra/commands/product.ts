import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { credentials, region } from "#infra/local/aws.ts";
import { createVault } from "#lib/connectors/vault.ts";
import type { Running } from "./running.ts";

/** Opens the product's own table and vault on the running engines, for what no API does yet. */
export function openProduct({ endpoints, table, key }: Pick<Running, "endpoints" | "table" | "key">) {
  const client = new DynamoDBClient({ endpoint: endpoints.DYNAMODB, region, credentials });
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const vault = createVault(new KMSClient({ endpoint: endpoints.KMS, region, credentials }), key);
  return { table: { client: documents, name: table }, vault, close: () => client.destroy() };
}
