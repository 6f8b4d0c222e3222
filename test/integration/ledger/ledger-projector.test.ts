import { beforeAll, expect, test } from "vitest";
import { ledgerEntryChanged } from "#events/index.ts";
import { readContract } from "#lib/ledger/read-contracts.ts";
import { createLedgerProjector } from "#lib/projectors/ledger-projector.ts";
import { findDue } from "#lib/store/due.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import { addMillis, toInstant } from "#lib/time/instant.ts";
import { createTestTable, newWorkspaceId, readAll } from "../test-table.ts";
import { booksOn, customer, event, now, subscription } from "./ledger-books.ts";

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});
const { books, facets, page, view } = booksOn(() => table);

test("a subscription event changes entry, account, row, shard, revision and marker in one step", async () => {
  const workspace = newWorkspaceId();
  const { apply, published } = books();
  await apply(
    event(workspace, "customer.created", 0, customer("cus_1")),
    event(workspace, "customer.subscription.created", 1, subscription("sub_1", "cus_1", 4900), "evt_a"),
  );

  expect((await page(workspace)).items).toMatchObject([
    {
      id: "stripe:sub_1",
      domain: "hooli.example",
      customer: "Hooli",
      product: "Team",
      status: "active",
      mrr: { amount: 4900, currency: "usd" },
      arr: { amount: 58_800 },
      daysToRenewal: 26,
    },
  ]);
  expect(await facets(workspace)).toMatchObject([
    { status: "active", source: "stripe", count: 1, mrr: [{ amount: 4900, currency: "usd" }] },
  ]);
  const { account, entries } = await ledgerIn(table, workspace).readAccount("hooli.example");
  expect(account).toMatchObject({ domain: "hooli.example", mrr: [{ amount: 4900, currency: "usd" }], entryCount: 1, version: 1 });
  expect(entries).toHaveLength(1);
  const detail = await readContract(view(workspace), "stripe:sub_1");
  expect(detail.receipt).toMatchObject({ exact: "4900", source: { eventId: "evt_a", observedAt: "2026-11-20T00:00:01.000Z" } });
  expect(detail.revisions).toMatchObject([{ cause: "evt_a", from: {}, to: { status: "active", mrr: { amount: 4900 } } }]);
  expect(published.filter((each) => each.type === ledgerEntryChanged.type)).toMatchObject([
    { detail: { data: { entryId: "stripe:sub_1", from: null } } },
  ]);
});

test("a duplicate delivery changes nothing", async () => {
  const workspace = newWorkspaceId();
  const own = await createTestTable();
  const { apply, published } = books(own);
  const first = event(workspace, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 4900));
  await apply(first);
  const [before, publications] = [await readAll(own), published.length];
  await apply(first, first);
  expect(await readAll(own)).toEqual(before);
  expect(published).toHaveLength(publications);
});

test("an older event after a newer one loses", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  await apply(event(workspace, "customer.subscription.updated", 60, subscription("sub_1", "cus_1", 9900)));
  await apply(event(workspace, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 4900)));
  expect((await page(workspace)).items).toMatchObject([{ mrr: { amount: 9900 } }]);
  expect(await facets(workspace)).toMatchObject([{ count: 1, mrr: [{ amount: 9900 }] }]);
});

test("a subscription whose customer nobody knows yet stands unlinked, and moves when the customer arrives", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  await apply(event(workspace, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 4900)));
  expect((await page(workspace)).items).toMatchObject([{ domain: null, customer: "cus_1" }]);
  await apply(event(workspace, "customer.created", 1, customer("cus_1")));
  expect((await page(workspace)).items).toMatchObject([{ domain: "hooli.example", customer: "Hooli" }]);
  expect(await facets(workspace)).toMatchObject([{ count: 1, mrr: [{ amount: 4900 }] }]);
  expect(await ledgerIn(table, workspace).readAccount("~stripe:cus_1")).toEqual({ account: undefined, entries: [] });
});

test("two customers of one company are one account; its MRR is the sum", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  await apply(
    event(workspace, "customer.created", 0, customer("cus_1")),
    event(workspace, "customer.created", 0, customer("cus_2", { email: "richard@hooli.example" })),
    event(workspace, "customer.subscription.created", 1, subscription("sub_1", "cus_1", 4900)),
    event(workspace, "customer.subscription.created", 1, subscription("sub_2", "cus_2", 100)),
  );
  const { account } = await ledgerIn(table, workspace).readAccount("hooli.example");
  expect(account).toMatchObject({ entryCount: 2, mrr: [{ amount: 5000, currency: "usd" }] });
});

test("a customer whose domain changes at the source stays where it is", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  await apply(
    event(workspace, "customer.created", 0, customer("cus_1")),
    event(workspace, "customer.subscription.created", 1, subscription("sub_1", "cus_1", 4900)),
    event(workspace, "customer.updated", 2, customer("cus_1", { email: "gavin@nucleus.example", name: "Nucleus" })),
  );
  expect((await page(workspace)).items).toMatchObject([{ domain: "hooli.example", customer: "Nucleus" }]);
});

test("a bus that refuses leaves the events owed; the next delivery publishes them under the same id", async () => {
  const workspace = newWorkspaceId();
  const ids: string[] = [];
  let refuses = true;
  const project = createLedgerProjector(table, async (events) => {
    if (refuses) throw new Error("the bus refused");
    ids.push(...events.map((each) => each.detail.id));
  });
  const message = event(workspace, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 4900), "evt_owed");
  await expect(project.stripeEvent(message, now)).rejects.toThrow("the bus refused");
  const owed = await findDue(table, "outbox", addMillis(now, 60_000), 50);
  expect(owed.filter((each) => each.pk.includes(workspace))).toMatchObject([{ sk: "evt_owed" }]);
  refuses = false;
  await project.stripeEvent(message, now);
  expect(ids).toEqual(["evt_owed:ledger.entry.changed:stripe:sub_1"]);
  const left = await findDue(table, "outbox", addMillis(now, 60_000), 50);
  expect(left.filter((each) => each.pk.includes(workspace))).toEqual([]);
});

test("when its moment comes, time alone moves a yearly subscription to expiring", async () => {
  const workspace = newWorkspaceId();
  const { apply, project } = books();
  const yearly = subscription("sub_1", "cus_1", 120_000);
  const [first] = yearly.items.data;
  if (!first) throw new Error("no item");
  first.current_period_end = Date.parse("2027-01-10T00:00:00Z") / 1000;
  first.price.recurring.interval = "year";
  await apply(event(workspace, "customer.subscription.created", 0, yearly));
  expect((await page(workspace)).items).toMatchObject([{ status: "active" }]);
  const at = toInstant("2026-12-11T00:00:30Z");
  const due = (await findDue(table, "ledger", at, 50)).filter((each) => each.pk.includes(workspace));
  expect(due).toMatchObject([{ dueAt: "2026-12-11T00:00:00.000Z" }]);
  for (const data of due) {
    const detail = { id: "due-1", workspaceId: workspace, occurredAt: at, correlationId: "clock", data };
    await project.dueEntry(detail, at);
    await project.dueEntry(detail, at);
  }
  expect((await page(workspace)).items).toMatchObject([{ status: "expiring_30d" }]);
  const { revisions } = await readContract(view(workspace), "stripe:sub_1");
  expect(revisions).toMatchObject([
    { cause: "clock:stripe:sub_1:2026-12-11T00:00:00.000Z:1", from: { status: "active" }, to: { status: "expiring_30d" } },
    {},
  ]);
});
