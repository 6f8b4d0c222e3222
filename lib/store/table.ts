import type { DynamoDBDocumentClient, TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { guardFor } from "./guard.ts";
import type { Key } from "./keys.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** The one table of a stage. */
export type Table = { client: DynamoDBDocumentClient; name: string };

export type IndexName = "List1" | "List2" | "List3" | "Filter1" | "Filter2" | "Filter3" | "DUE" | "AUDIT";
type Condition = { expression: string; names?: Record<string, string>; values?: Record<string, unknown> };

/**
 * One action of a transaction. `put` writes a whole item, `update` an expression, `check` only states what must hold.
 * `put-webhook-address` is the one write outside the workspace's prefix: `HOOK#`, naming the workspace it leads to.
 */
export type Write =
  | { kind: "put-webhook-address"; item: Key & { workspaceId: string } & Record<string, unknown>; condition?: Condition }
  | { kind: "put"; item: Key & Record<string, unknown>; condition?: Condition }
  | { kind: "delete"; key: Key; condition?: Condition }
  | { kind: "update"; key: Key; update: Condition; condition?: Condition }
  | { kind: "check"; key: Key; condition: Condition };

/** A transaction either happened or did not; `failed` holds the positions of the writes whose conditions did not hold. */
export type TransactionResult = { kind: "done" } | { kind: "refused"; failed: number[]; conflict: boolean };

/** A key range of one partition, of the table or of an index. */
export type Range = {
  index?: IndexName;
  partition: string;
  beginsWith?: string;
  startKey?: Record<string, string> | undefined;
  backwards?: boolean;
  limit?: number;
  consistent?: boolean;
};

/** Conditions that repositories share. */
export const absent: Condition = { expression: "attribute_not_exists(pk)" };
export const versionIs = (version: number | undefined): Condition =>
  version === undefined
    ? absent
    : { expression: "#version = :expected", names: { "#version": "version" }, values: { ":expected": version } };

/**
 * The table as one workspace sees it. Reads parse what they find with the given schema; every key passes the guard.
 * Throttling and outages surface as the SDK's errors; a condition that does not hold is a result, not an error.
 */
export const workspaceTable = (table: Table, workspace: WorkspaceId) => {
  const guard = guardFor(workspace);
  return {
    find: async <Schema extends z.core.$ZodType>(key: Key, schema: Schema): Promise<z.output<Schema> | undefined> => {
      guard.checkKey(key);
      const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: baseKey(key), ConsistentRead: true }));
      return Item && z.parse(schema, Item);
    },
    query: async <Schema extends z.core.$ZodType>(range: Range, schema: Schema): Promise<{ items: z.output<Schema>[]; more: boolean }> => {
      guard.checkPartition(range.partition);
      return queryRange(table, range, schema);
    },
    /** Every item of a range, however many pages the engine cuts it into. */
    queryAll: async <Schema extends z.core.$ZodType>(range: Range, schema: Schema): Promise<z.output<Schema>[]> => {
      guard.checkPartition(range.partition);
      const items: z.output<Schema>[] = [];
      let startKey = range.startKey;
      do {
        const page = await queryRange(table, { ...range, startKey }, schema);
        items.push(...page.items);
        startKey = page.lastKey;
      } while (startKey);
      return items;
    },
    put: async (item: Key & Record<string, unknown>): Promise<void> => {
      guard.checkItem(item);
      await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
    },
    transact: async (writes: Write[]): Promise<TransactionResult> => {
      for (const write of writes) {
        if (write.kind === "put") guard.checkItem(write.item);
        else if (write.kind === "put-webhook-address") guard.checkWebhookAddress(write.item);
        else guard.checkKey(write.key);
      }
      return transact(table, writes);
    },
    update: async (key: Key, update: Condition, condition?: Condition): Promise<boolean> => {
      guard.checkKey(key);
      return updateItem(table, key, update, condition);
    },
  };
};
export type WorkspaceTable = ReturnType<typeof workspaceTable>;

/** Callers hand in anything that has a key; the engine takes nothing beside it. */
const baseKey = ({ pk, sk }: Key): { pk: string; sk: string } => ({ pk, sk });

const queryRange = async <Schema extends z.core.$ZodType>(table: Table, range: Range, schema: Schema) => {
  const [partition, sort] = range.index ? indexKeys[range.index] : (["pk", "sk"] as const);
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      ...(range.index ? { IndexName: range.index } : { ConsistentRead: range.consistent ?? false }),
      KeyConditionExpression: range.beginsWith === undefined ? "#p = :p" : "#p = :p AND begins_with(#s, :s)",
      ExpressionAttributeNames: { "#p": partition, ...(range.beginsWith === undefined ? {} : { "#s": sort }) },
      ExpressionAttributeValues: { ":p": range.partition, ...(range.beginsWith === undefined ? {} : { ":s": range.beginsWith }) },
      ScanIndexForward: !range.backwards,
      ...(range.limit ? { Limit: range.limit } : {}),
      ...(range.startKey ? { ExclusiveStartKey: range.startKey } : {}),
    }),
  );
  return { items: Items.map((item) => z.parse(schema, item)), more: LastEvaluatedKey !== undefined, lastKey: LastEvaluatedKey };
};

/** The key attributes of each index. */
export const indexKeys = {
  List1: ["lp", "s1"],
  List2: ["lp", "s2"],
  List3: ["lp", "s3"],
  Filter1: ["fp", "s1"],
  Filter2: ["fp", "s2"],
  Filter3: ["fp", "s3"],
  DUE: ["due", "dueAt"],
  AUDIT: ["ap", "at"],
} as const;

const updateItem = async (table: Table, key: Key, update: Condition, condition?: Condition): Promise<boolean> => {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: baseKey(key),
        UpdateExpression: update.expression,
        ...(condition ? { ConditionExpression: condition.expression } : {}),
        ...attributes(update, condition),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
    throw error;
  }
};

type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

const transact = async (table: Table, writes: Write[]): Promise<TransactionResult> => {
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: writes.map((write) => toTransactItem(table.name, write)) }));
    return { kind: "done" };
  } catch (error) {
    const reasons = cancellationReasons(error);
    if (!reasons) throw error;
    const failed = reasons.flatMap((code, position) => (code === "ConditionalCheckFailed" ? [position] : []));
    const conflict = reasons.includes("TransactionConflict");
    if (failed.length === 0 && !conflict) throw error;
    return { kind: "refused", failed, conflict };
  }
};

const cancellationReasons = (error: unknown): (string | undefined)[] | undefined => {
  if (!(error instanceof Error) || error.name !== "TransactionCanceledException" || !("CancellationReasons" in error)) return undefined;
  const reasons = error.CancellationReasons as { Code?: string }[]; // safe: the SDK's shape of this exception
  return reasons.map((reason) => reason.Code);
};

const toTransactItem = (TableName: string, write: Write): TransactItem => {
  const condition = write.condition ? { ConditionExpression: write.condition.expression } : {};
  switch (write.kind) {
    case "put":
    case "put-webhook-address":
      return { Put: { TableName, Item: write.item, ...condition, ...attributes(write.condition) } };
    case "delete":
      return { Delete: { TableName, Key: write.key, ...condition, ...attributes(write.condition) } };
    case "update": {
      const expressions = { UpdateExpression: write.update.expression, ...condition, ...attributes(write.update, write.condition) };
      return { Update: { TableName, Key: write.key, ...expressions } };
    }
    case "check":
      return {
        ConditionCheck: { TableName, Key: write.key, ConditionExpression: write.condition.expression, ...attributes(write.condition) },
      };
  }
};

const attributes = (...conditions: (Condition | undefined)[]) => {
  const names = Object.assign({}, ...conditions.map((condition) => condition?.names ?? {}));
  const values = Object.assign({}, ...conditions.map((condition) => condition?.values ?? {}));
  return {
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
};
