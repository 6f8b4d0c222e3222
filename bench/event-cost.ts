import * as z from "zod/mini";
import { tablesOf } from "#infra/engines/dynamodb-tables.ts";
import type { Cloud } from "#infra/local/template.ts";
import type { Table } from "#lib/store/table.ts";
import { toWorkspaceId, type WorkspaceId } from "#lib/store/workspace-id.ts";
import { type Instant, readClock } from "#lib/time/instant.ts";
import type { Bench } from "./bench-cloud.ts";
import { countRequests } from "./count-requests.ts";
import { ledgerSteps } from "./ledger-events.ts";
import { markdownTable } from "./markdown.ts";
import { recordWrites } from "./record-writes.ts";
import { type TableIndex, type WriteUnits, writeUnits } from "./write-units.ts";

/** `requests` are the names of DynamoDB's operations in the order in which they were sent. */
export type StepCost = { name: string; requests: string[]; units: WriteUnits };

const Index = z.object({
  IndexName: z.string(),
  KeySchema: z.array(z.object({ AttributeName: z.string() })),
  Projection: z.object({ ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]), NonKeyAttributes: z._default(z.array(z.string()), []) }),
});

/** What each kind of event costs the ledger's projector: its requests to DynamoDB, and its write units by AWS's rules. */
export async function measureEventCost(bench: Bench): Promise<string> {
  const clients = { table: bench.openTable(), observer: bench.openTable() };
  const costs = await costOfEvents(clients, bench.local.cloud(), toWorkspaceId("event-cost"), readClock());
  const rows = costs.map(({ name, requests, units: { table, indexes } }) => [
    name,
    String(requests.length),
    inWords(requests),
    ...[table, indexes, table + indexes].map(String),
  ]);
  return markdownTable(["event", "requests", "which", "units: table", "indexes", "together"], rows);
}

/**
 * Lets the ledger hear the life of one customer in a new workspace and counts each step. `table` and `observer` are one table through
 * two clients of their own; the requests of the first are counted.
 */
export async function costOfEvents(
  { table, observer }: { table: Table; observer: Table },
  cloud: Cloud,
  workspace: WorkspaceId,
  now: Instant,
): Promise<StepCost[]> {
  const steps = await ledgerSteps(table, workspace, now);
  const [requests, writes, indexes] = [countRequests(table.client), recordWrites(table, observer), indexesOf(cloud)];
  const costs: StepCost[] = [];
  for (const { name, project } of steps) {
    await project();
    const units = writes.take().map((write) => writeUnits(write, indexes));
    costs.push({ name, requests: requests.take(), units: units.reduce(add, { table: 0, indexes: 0 }) });
  }
  return costs;
}

function indexesOf(cloud: Cloud): TableIndex[] {
  const [table] = tablesOf(cloud);
  return z.parse(z.array(Index), table?.properties.GlobalSecondaryIndexes).map(({ IndexName, KeySchema, Projection }) => ({
    name: IndexName,
    keys: KeySchema.map(({ AttributeName }) => AttributeName),
    projection: Projection.ProjectionType === "ALL" ? "all" : Projection.NonKeyAttributes,
  }));
}

const add = (a: WriteUnits, b: WriteUnits): WriteUnits => ({ table: a.table + b.table, indexes: a.indexes + b.indexes });

/** `2 GetItem, 1 Query`, in the order in which each came first. */
function inWords(requests: readonly string[]): string {
  return [...new Set(requests)].map((name) => `${requests.filter((each) => each === name).length} ${name}`).join(", ");
}
