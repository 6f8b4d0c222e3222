import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { setting } from "../environment/environment.ts";
import type { Table } from "./table.ts";

/** The stage's table, with one client for the life of the container. */
export const openTable = (): Table => ({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
  name: setting("SUCCESS_TABLE"),
});
