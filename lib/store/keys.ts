import { createHash } from "node:crypto";
import type { WorkspaceId } from "./workspace-id.ts";

/** A base key of the single table. */
export type Key = { readonly pk: string; readonly sk: string };

const longestComponentBytes = 200;
const dueShards = 16;
const summaryShards = 8;

/** One part of a key: `#` and `%` percent-encoded; over 200 bytes it is replaced by its SHA-256. */
export const component = (text: string): string => {
  const encoded = text.replaceAll("%", "%25").replaceAll("#", "%23");
  return Buffer.byteLength(encoded) <= longestComponentBytes ? encoded : `~sha256-${createHash("sha256").update(text).digest("hex")}`;
};

/** Reads back a component that was not hashed. */
export const readComponent = (encoded: string): string => encoded.replaceAll("%23", "#").replaceAll("%25", "%");

/** The key prefix of a workspace; every key of the workspace is this or starts with it and `#`. */
export const workspacePartition = (workspace: WorkspaceId): string => `WS#${component(workspace)}`;

const under = (workspace: WorkspaceId, ...parts: string[]): string => [workspacePartition(workspace), ...parts].join("#");

/** Every base key of the table (docs/reference/table.md). No sort key holds a value that can change. */
export const keys = {
  head: (ws: WorkspaceId): Key => ({ pk: workspacePartition(ws), sk: "HEAD" }),
  connection: (ws: WorkspaceId, connection: string): Key => ({ pk: under(ws, "CONN"), sk: component(connection) }),
  quarantine: (ws: WorkspaceId, connection: string, record: string): Key => ({
    pk: under(ws, "QUAR", component(connection)),
    sk: component(record),
  }),
  webhook: (connection: string): Key => ({ pk: `HOOK#${component(connection)}`, sk: "-" }),
  account: (ws: WorkspaceId, holder: string): Key => ({ pk: under(ws, "A", component(holder)), sk: "S#ACCOUNT" }),
  entry: (ws: WorkspaceId, holder: string, provider: string, record: string): Key => ({
    pk: under(ws, "A", component(holder)),
    sk: `S#E#${component(provider)}#${component(record)}`,
  }),
  entryRevision: (ws: WorkspaceId, holder: string, entry: string, at: string, cause: string): Key => ({
    pk: under(ws, "A", component(holder)),
    sk: `R#${component(entry)}#${at}#${component(cause)}`,
  }),
  revision: (ws: WorkspaceId, entity: string, at: string, cause: string): Key => ({
    pk: under(ws, "R"),
    sk: `R#${component(entity)}#${at}#${component(cause)}`,
  }),
  alias: (ws: WorkspaceId, provider: string, record: string): Key => ({
    pk: under(ws, "ALIAS", component(provider)),
    sk: component(record),
  }),
  accessRequest: (ws: WorkspaceId, sub: string): Key => ({ pk: under(ws, "ACCESS"), sk: component(sub) }),
  row: (ws: WorkspaceId, list: string, id: string): Key => ({ pk: under(ws, "ROW", list), sk: component(id) }),
  summaryShard: (ws: WorkspaceId, section: string, holder: string): Key => ({
    pk: under(ws, "SUM", section),
    sk: `S#${shardOf(holder, summaryShards)}`,
  }),
  marker: (ws: WorkspaceId, connection: string, event: string): Key => ({
    pk: under(ws, "EVT", component(connection)),
    sk: component(event),
  }),
  idempotency: (ws: WorkspaceId, key: string): Key => ({ pk: under(ws, "IDEM"), sk: component(key) }),
} as const;

/** Index partitions. `lp` holds a whole list, `fp` the list narrowed by its indexed filter, `due` what time will change. */
export const partitions = {
  list: (ws: WorkspaceId, list: string): string => under(ws, list),
  filtered: (ws: WorkspaceId, list: string, value: string): string => under(ws, list, component(value)),
  audit: (ws: WorkspaceId, month: string): string => under(ws, "AUDIT", month),
  due: (kind: DueKind, shard: number): string => `DUE#${kind}#${shard}`,
} as const;

/** What the minutely pass looks for. */
export type DueKind = "ledger" | "outbox";
export const dueKinds: readonly DueKind[] = ["ledger", "outbox"];

/** All due partitions of a kind. */
export const duePartitions = (kind: DueKind): string[] => Array.from({ length: dueShards }, (_, shard) => partitions.due(kind, shard));

/** The due partition that a key belongs to, spread by hash. */
export const duePartitionOf = (kind: DueKind, key: Key): string => partitions.due(kind, shardOf(`${key.pk}|${key.sk}`, dueShards));

const shardOf = (text: string, shards: number): number => createHash("sha256").update(text).digest().readUInt32BE(0) % shards;
