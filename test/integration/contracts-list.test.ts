import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Contract } from "#lib/ledger/contracts-api.ts";
import { readContractsPage } from "#lib/ledger/read-contracts.ts";
import { createLedgerProjector } from "#lib/projectors/ledger-projector.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import type { WorkspaceId } from "#lib/store/workspace-id.ts";
import { toInstant } from "#lib/time/instant.ts";
import { newWorkspace } from "#lib/workspaces/workspace-head.ts";
import { createTestTable, newWorkspaceId } from "./test-table.ts";

const now = toInstant("2026-11-24T12:00:00Z");
const count = 37;
const statuses = ["active", "past_due", "trialing", "canceled"];

let table: Table;
let workspace: WorkspaceId;
beforeAll(async () => {
  table = await createTestTable();
  workspace = newWorkspaceId();
  const project = createLedgerProjector(table, async () => {});
  for (let position = 0; position < count; position++) {
    const id = `sub_${position}`;
    const created = Date.parse("2026-11-01T00:00:00Z") / 1000;
    const recurring = { interval: "year", interval_count: 1 };
    const price = {
      id: "price_1",
      nickname: "Team",
      product: "p",
      currency: position % 3 === 0 ? "eur" : "usd",
      unit_amount: 1200 * (position % 7),
      recurring,
    };
    const item = {
      id: `si_${id}`,
      quantity: 1,
      current_period_start: created,
      current_period_end: created + (60 + (position % 5)) * 86_400,
      price,
    };
    const object = {
      id,
      object: "subscription",
      status: statuses[position % 4],
      customer: `cus_${position}`,
      currency: price.currency,
      created,
      items: { data: [item] },
    };
    const data = {
      connectionId: "c",
      eventId: `evt_${position}`,
      eventType: "customer.subscription.created",
      objectId: id,
      apiVersion: null,
      created,
      livemode: false,
      bodyHash: "-",
      receivedAt: now,
      payload: { data: { object } },
    };
    await project.stripeEvent({ id: `c:evt_${position}`, workspaceId: workspace, occurredAt: now, correlationId: "-", data }, now);
  }
}, 60_000);

type Query = Parameters<typeof readContractsPage>[1];
const view = () => ({ ledger: ledgerIn(table, workspace), head: newWorkspace(workspace), now });
const readAllPages = async (query: Omit<Query, "cursor">): Promise<Contract[]> => {
  const rows: Contract[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readContractsPage>> = await readContractsPage(view(), { ...query, cursor: cursor ?? undefined });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
};

test("paging visits each row once, in any sort, with any filter and any page size", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("renewal", "-renewal", "mrr", "-mrr", "customer", "-customer") as fc.Arbitrary<Query["sort"]>,
      fc.constantFrom(undefined, "active", "past_due", "canceled") as fc.Arbitrary<Query["status"]>,
      fc.constantFrom(undefined, "stripe", "salesbricks") as fc.Arbitrary<Query["source"]>,
      fc.integer({ min: 1, max: 50 }),
      async (sort, status, source, limit) => {
        const ids = (await readAllPages({ sort, status, source, limit })).map((row) => row.id);
        const all = (await readAllPages({ sort: "customer", limit: 200 })).filter(
          (row) => (!status || row.status === status) && source !== "salesbricks",
        );
        expect(new Set(ids).size).toBe(ids.length);
        expect([...ids].sort()).toEqual(all.map((row) => row.id).sort());
      },
    ),
    { numRuns: 30 },
  );
});

test("a reversed sort is the list backwards", async () => {
  for (const sort of ["renewal", "mrr", "customer"] as const) {
    const forwards = (await readAllPages({ sort, limit: 10 })).map((row) => row.id);
    expect((await readAllPages({ sort: `-${sort}`, limit: 7 })).map((row) => row.id)).toEqual(forwards.reverse());
  }
});

test("the default order is the nearest renewal first, unknown dates last", async () => {
  const dates = (await readAllPages({ sort: "renewal", limit: 50 })).map((row) => row.renewalDate ?? "~");
  expect(dates).toEqual([...dates].sort());
  expect(dates).toContain("~");
});

test("the MRR sort goes by currency, then largest first", async () => {
  const amounts = (await readAllPages({ sort: "mrr", limit: 50 })).map((row) => row.mrr);
  const wanted = [...amounts].sort((a, b) =>
    a && b ? (a.currency === b.currency ? b.amount - a.amount : a.currency < b.currency ? -1 : 1) : 0,
  );
  expect(amounts).toEqual(wanted);
});

test("a cursor of one query is refused by another, and one forged for another workspace's position moves in the caller's own list", async () => {
  const { nextCursor } = await readContractsPage(view(), { sort: "renewal", limit: 5 });
  await expect(readContractsPage(view(), { sort: "mrr", limit: 5, cursor: nextCursor ?? "" })).rejects.toMatchObject({
    code: "invalid_cursor",
  });
  const stranger = { ledger: ledgerIn(table, newWorkspaceId()), head: newWorkspace("x"), now };
  expect((await readContractsPage(stranger, { sort: "renewal", limit: 5, cursor: nextCursor ?? "" })).items).toEqual([]);
});
