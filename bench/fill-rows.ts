import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { ContractRow } from "#lib/ledger/contract-row.ts";
import { keys } from "#lib/store/keys.ts";
import { indexAttributes } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import type { Item } from "./write-units.ts";

const itemsPerBatch = 25;

/** Writes the contracts number `from` up to and without `to`, straight as rows of the list: the books behind them are not there. */
export async function fillRows(table: Table, workspace: string, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += itemsPerBatch) {
    const numbers = Array.from({ length: Math.min(itemsPerBatch, to - start) }, (_, position) => start + position);
    await writeAll(
      table,
      numbers.map((number) => rowItem(workspace, number)),
    );
  }
}

/** One row of a list as the table stores it, with the attributes of all its indexes. */
export function rowItem(workspaceId: string, number: number): Item {
  const workspace = toWorkspaceId(workspaceId);
  const row = toRow(number);
  return { ...keys.row(workspace, "contracts", row.id), ...row, ...indexAttributes(workspace, row) };
}

async function writeAll({ client, name }: Table, items: readonly Item[]): Promise<void> {
  let requests = items.map((item) => ({ PutRequest: { Item: item } }));
  while (requests.length > 0) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
    requests = (UnprocessedItems?.[name] ?? []).flatMap(({ PutRequest }) =>
      PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
    );
  }
}

function toRow(number: number): ContractRow {
  const amount = 2900 * (1 + (number % 300));
  const currency = number % 4 === 0 ? "eur" : "usd";
  const domain = `company-${number}.example`;
  const renewal = new Date(Date.UTC(2027, 0, 1 + (number % 365)));
  return {
    id: `stripe:sub_1BENCH${String(number).padStart(12, "0")}`,
    domain,
    holder: domain,
    customer: `Company number ${number}`,
    email: `billing@${domain}`,
    product: "Platform Pro",
    status: number % 9 === 0 ? "past_due" : "active",
    sources: ["stripe"],
    mrr: { amount, currency },
    arr: { amount: 12 * amount, currency },
    renewalDate: renewal.toISOString().slice(0, 10),
    paymentState: number % 9 === 0 ? "past_due" : "active",
    mrrAtRisk: number % 9 === 0 ? { amount, currency } : null,
    asOf: "2026-11-24T12:00:00.000Z",
    version: 1,
  };
}
