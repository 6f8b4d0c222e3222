import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import type { Instant } from "../time/instant.ts";
import { type DueKind, duePartitions } from "./keys.ts";
import type { Table } from "./table.ts";

/** A key whose moment has come. The index holds keys alone: what stands behind them stays in its workspace. */
export const DueKey = z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() });
export type DueKey = z.infer<typeof DueKey>;

/**
 * The one reader across workspaces, for the dispatcher: what of `kind` is due at `now`, oldest first, at most `limit` of each
 * of its 16 partitions.
 */
export const findDue = async (table: Table, kind: DueKind, now: Instant, limit: number): Promise<DueKey[]> => {
  const found = await Promise.all(
    duePartitions(kind).map(async (partition) => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: "DUE",
          KeyConditionExpression: "#due = :due AND #at <= :now",
          ExpressionAttributeNames: { "#due": "due", "#at": "dueAt" },
          ExpressionAttributeValues: { ":due": partition, ":now": now },
          Limit: limit,
        }),
      );
      return Items.map((item) => z.parse(DueKey, item));
    }),
  );
  return found.flat().sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
};
