import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { basePath } from "#lib/http/endpoint.ts";
import { readContractsPage } from "#lib/ledger/read-contracts.ts";
import { headsIn } from "#lib/store/heads.ts";
import { keys, partitions } from "#lib/store/keys.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import { readClock } from "#lib/time/instant.ts";
import type { Bench } from "./bench-cloud.ts";
import { fillRows } from "./fill-rows.ts";
import { comparisonCells, markdownTable, seriesCells } from "./markdown.ts";
import { compare, interleave, timed } from "./statistics.ts";

const workspace = toWorkspaceId("blank");
const sizes = [1_000, 10_000];
const limit = 50;
const run = { warmUp: 60, rounds: 300 };

/** The first page of Contracts, by the use case and over HTTP, against the two SDK calls that it needs. */
export async function measureListPage(bench: Bench): Promise<string> {
  const table = bench.openTable();
  const rows: string[][] = [];
  let filled = 0;
  for (const size of sizes) {
    await fillRows(table, workspace, filled, size);
    filled = size;
    const { bare, again, useCase, http } = await interleave(worksOn(table, await requestPage(bench)), run);
    const name = `${size.toLocaleString("en")} rows:`;
    rows.push([`${name} the two SDK calls`, "1", "1", ...seriesCells(bare)]);
    rows.push([`${name} the same again, for the noise`, ...comparisonCells(compare(bare, again)), ...seriesCells(again)]);
    rows.push([`${name} use case, in process`, ...comparisonCells(compare(bare, useCase)), ...seriesCells(useCase)]);
    rows.push([`${name} GET /contracts`, ...comparisonCells(compare(bare, http)), ...seriesCells(http)]);
  }
  return markdownTable(["page of 50", "× SDK calls", "at p99", "p50 ms", "p99 ms"], rows);
}

function worksOn(table: Table, http: () => Promise<unknown>) {
  const bare = timed(() => callSdk(table));
  return { bare, again: bare, useCase: timed(() => callUseCase(table)), http: timed(http) };
}

/** What the page can't be had without: the head, and the rows of one index, one more than shown. */
async function callSdk({ client, name }: Table): Promise<void> {
  await client.send(new GetCommand({ TableName: name, Key: keys.head(workspace), ConsistentRead: true }));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: "List1",
      KeyConditionExpression: "#p = :p",
      ExpressionAttributeNames: { "#p": "lp" },
      ExpressionAttributeValues: { ":p": partitions.list(workspace, "contracts") },
      Limit: limit + 1,
    }),
  );
  expectRows(Items.length - 1);
}

async function callUseCase(table: Table): Promise<void> {
  const head = await headsIn(table, workspace).get();
  const view = { ledger: ledgerIn(table, workspace), head, now: readClock() };
  expectRows((await readContractsPage(view, { limit, sort: "renewal" })).items.length);
}

async function requestPage({ local }: Bench): Promise<() => Promise<void>> {
  const token = await local.idToken({ workspace, role: "viewer", sub: "bench" });
  return async () => {
    const response = await fetch(`${local.url}${basePath}/contracts?limit=${limit}`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    if (!response.ok) throw new Error(`GET /contracts answers ${response.status}: ${text}`);
    expectRows(JSON.parse(text).items.length);
  };
}

// A page that is short would make its work look fast.
function expectRows(count: number): void {
  if (count !== limit) throw new Error(`a page of ${limit} has ${count} rows`);
}
