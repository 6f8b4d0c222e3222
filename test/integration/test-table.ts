import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { inject } from "vitest";
import * as z from "zod/mini";
import { createTables } from "#infra/engines/dynamodb-tables.ts";
import { loadCloud } from "#infra/local/template.ts";
import type { Table } from "#lib/store/table.ts";
import { toWorkspaceId, type WorkspaceId } from "#lib/store/workspace-id.ts";

/** Makes an empty table, as the template describes it, on the engine that runs. */
export const createTestTable = async (): Promise<Table> => {
  const endpoint = inject("dynamo");
  const prefix = `t${randomUUID().slice(0, 8)}-`;
  const cloud = loadCloud(inject("templates"), { prefix, queueEndpoint: endpoint, origin: endpoint });
  await createTables(endpoint, cloud);
  const [resource] = cloud.of("AWS::DynamoDB::GlobalTable", z.object({}));
  const name = resource?.name;
  if (!name) throw new Error("the templates hold no table");
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "eu-west-1", credentials });
  return { client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }), name };
};

/** A workspace of this test's own. */
export const newWorkspaceId = (): WorkspaceId => toWorkspaceId(`ws-${randomUUID().slice(0, 8)}`);

/** Every item of the table, in the order of its keys: what two runs are compared by. */
export const readAll = async (table: Table): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items.sort((a, b) => (`${a.pk}|${a.sk}` < `${b.pk}|${b.sk}` ? -1 : 1));
};
