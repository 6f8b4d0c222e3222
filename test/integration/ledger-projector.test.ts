import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { OutgoingEvent } from "#events/index.ts";
import { ledgerEntryChanged } from "#events/index.ts";
import type { Publish } from "#lib/events/publisher.ts";
import { readFacets } from "#lib/ledger/contract-summary.ts";
import { readContract, readContractsPage } from "#lib/ledger/read-contracts.ts";
import { createLedgerProjector } from "#lib/projectors/ledger-projector.ts";
import { connectionsIn } from "#lib/store/connections.ts";
import { findDue } from "#lib/store/due.ts";
import { headsIn } from "#lib/store/heads.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import type { WorkspaceId } from "#lib/store/workspace-id.ts";
import { addMillis, toInstant } from "#lib/time/instant.ts";
import { newWorkspace } from "#lib/workspaces/workspace-head.ts";
import { createTestTable, newWorkspaceId, readAll } from "./test-table.ts";

const now = toInstant("2026-11-24T12:00:00Z");
const created = Date.parse("2026-11-20T00:00:00Z") / 1000;

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});

type Detail = Parameters<ReturnType<typeof createLedgerProjector>["stripeEvent"]>[0];
const event = (workspace: WorkspaceId, type: string, at: number, object: { id: string }, eventId = `evt_${randomUUID()}`): Detail => ({
  id: `conn_1:${eventId}`,
  workspaceId: workspace,
  occurredAt: now,
  correlationId: "request-1",
  data: {
    connectionId: "conn_1",
    eventId,
    eventType: type,
    objectId: object.id,
    apiVersion: "2026-10-28.endive",
    created: created + at,
    livemode: false,
    bodyHash: "-",
    receivedAt: now,
    payload: { data: { object } },
  },
});

const customer = (id: string, changes: object = {}) => ({
  id,
  object: "customer",
  name: "Hooli",
  email: "gavin@hooli.example",
  ...changes,
});
const subscription = (id: string, customerId: string, cents: number, changes: object = {}) => ({
  id,
  object: "subscription",
  status: "active",
  customer: customerId,
  currency: "usd",
  created,
  items: {
    data: [
      {
        id: `si_${id}`,
        quantity: 1,
        current_period_start: created,
        current_period_end: created + 30 * 86_400,
        price: {
          id: "price_1",
          nickname: "Team",
          product: "prod_1",
          currency: "usd",
          unit_amount: cents,
          recurring: { interval: "month", interval_count: 1 },
        },
      },
    ],
  },
  ...changes,
});

/** A bus that feeds `alias.changed` back, as the rules do, and remembers what else was published. */
const books = (target = table) => {
  const published: OutgoingEvent[] = [];
  const pending: OutgoingEvent[] = [];
  const publish: Publish = async (events) => {
    published.push(...events);
    pending.push(...events.filter((each) => each.type === "alias.changed"));
  };
  const project = createLedgerProjector(target, publish);
  const apply = async (...details: Detail[]) => {
    for (const detail of details) {
      await project.stripeEvent(detail, now);
      for (const moved of pending.splice(0)) await project.aliasChange(moved.detail as Parameters<typeof project.aliasChange>[0], now); // safe: published with this contract
    }
  };
  return { apply, published, project };
};

const view = (workspace: WorkspaceId, target = table) => ({ ledger: ledgerIn(target, workspace), head: newWorkspace(workspace), now });
const page = (workspace: WorkspaceId, target = table) => readContractsPage(view(workspace, target), { limit: 50, sort: "customer" });
const facets = async (workspace: WorkspaceId, target = table) => readFacets(await ledgerIn(target, workspace).readSummary());

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

test("an unreadable object is quarantined with its reason and the rest goes on", async () => {
  const workspace = newWorkspaceId();
  const own = await createTestTable();
  const { apply } = books(own);
  await apply(
    event(workspace, "customer.subscription.updated", 0, { id: "sub_bad" }),
    event(workspace, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 4900)),
  );
  expect((await page(workspace, own)).items).toHaveLength(1);
  const quarantined = (await readAll(own)).filter((each) => String(each.pk).includes("#QUAR#"));
  expect(quarantined).toMatchObject([{ recordId: "sub_bad", reason: expect.stringContaining("status") }]);
});

test.each([
  ["a currency of four letters", { currency: "usdc" }],
  ["a date no calendar holds", { cancel_at: 253_402_300_799 }],
])("%s quarantines the object and leaves the list readable", async (_what, changes) => {
  const workspace = newWorkspaceId();
  const own = await createTestTable();
  const { apply } = books(own);
  await apply(
    event(workspace, "customer.subscription.created", 0, subscription("sub_bad", "cus_1", 100, changes)),
    event(workspace, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 100)),
  );
  expect((await page(workspace, own)).items).toMatchObject([{ id: "stripe:sub_1" }]);
  expect((await readAll(own)).filter((each) => String(each.pk).includes("#QUAR#"))).toMatchObject([{ recordId: "sub_bad" }]);
});

test("an event dated in the future is quarantined: it would freeze its contract", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  await apply(
    event(workspace, "customer.subscription.updated", 50 * 365 * 86_400, subscription("sub_1", "cus_1", 900)),
    event(workspace, "customer.subscription.updated", 5, subscription("sub_1", "cus_1", 100)),
  );
  expect((await page(workspace)).items).toMatchObject([{ mrr: { amount: 100 } }]);
});

test("odd words, emojis and absurd amounts are shown as what they are, and the page stays readable", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  const absurd = subscription("sub_3", "cus_1", 9_000_000_000_000);
  await apply(
    event(workspace, "customer.created", 0, customer("cus_1", { name: `${"x".repeat(39)}😺 GmbH` })),
    event(workspace, "customer.subscription.created", 1, subscription("sub_1", "cus_1", 100, { status: "constructor" })),
    event(workspace, "customer.subscription.created", 1, subscription("sub_2", "cus_1", 100, { status: "__proto__" })),
    event(workspace, "customer.subscription.created", 1, absurd),
  );
  const { items } = await page(workspace);
  expect(items.map(({ status, paymentState, mrr }) => [status, paymentState, mrr?.amount ?? null])).toEqual([
    ["draft", "unknown", 0],
    ["draft", "unknown", 0],
    ["active", "active", 9_000_000_000_000],
  ]);
});

test("an account of many large entries is read whole", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  const many = Array.from({ length: 12 }, (_, position) => {
    const each = subscription(`sub_${position}`, "cus_1", 100);
    const [first] = each.items.data;
    if (!first) throw new Error("no item");
    return { ...each, items: { data: Array.from({ length: 300 }, (_each, item) => ({ ...first, id: `si_${item}` })) } };
  });
  for (const each of many) await apply(event(workspace, "customer.subscription.created", 0, each));
  const { account, entries } = await ledgerIn(table, workspace).readAccount("~stripe:cus_1");
  expect([account?.entryCount, entries.length, account?.mrr]).toEqual([12, 12, [{ amount: 12 * 300 * 100, currency: "usd" }]]);
});

test("types that nobody asked for are acknowledged and change nothing", async () => {
  const workspace = newWorkspaceId();
  const { apply } = books();
  await apply(event(workspace, "charge.refund.updated", 0, { id: "re_1" }));
  expect((await page(workspace)).items).toEqual([]);
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

test("two workspaces in one warm process never see each other", async () => {
  const [one, two] = [newWorkspaceId(), newWorkspaceId()];
  const { apply } = books();
  await apply(
    event(one, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 100)),
    event(two, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 200)),
  );
  expect((await page(one)).items).toMatchObject([{ mrr: { amount: 100 } }]);
  expect((await page(two)).items).toMatchObject([{ mrr: { amount: 200 } }]);
  await expect(readContract(view(two), "stripe:sub_unknown")).rejects.toMatchObject({ code: "not_found" });
});

test("any order of delivery, with any duplicates, ends in one state", async () => {
  const history = (workspace: WorkspaceId) => [
    event(workspace, "customer.created", 0, customer("cus_1"), "evt_0"),
    event(workspace, "customer.subscription.created", 0, subscription("sub_1", "cus_1", 1000), "evt_1"),
    event(workspace, "customer.subscription.updated", 0, subscription("sub_1", "cus_1", 2000), "evt_2"),
    event(workspace, "customer.subscription.updated", 5, subscription("sub_1", "cus_1", 3000, { status: "past_due" }), "evt_3"),
    event(workspace, "customer.updated", 6, customer("cus_1", { name: "Hooli Inc" }), "evt_4"),
    event(workspace, "customer.subscription.created", 7, subscription("sub_2", "cus_1", 700), "evt_5"),
    event(workspace, "customer.subscription.deleted", 9, subscription("sub_2", "cus_1", 700, { status: "canceled" }), "evt_6"),
    event(workspace, "customer.updated", 2, customer("cus_1", { email: "gavin@nucleus.example" }), "evt_7"),
    event(workspace, "customer.updated", 8, customer("cus_1", { name: "Hooli Group", email: "gavin@gmail.com" }), "evt_8"),
  ];
  const outcome = async (workspace: WorkspaceId) => {
    const rows = (await page(workspace)).items;
    const { account } = await ledgerIn(table, workspace).readAccount("hooli.example");
    return { rows, facets: await facets(workspace), account: account && { ...account, version: 0 } };
  };
  const straight = newWorkspaceId();
  await books().apply(...history(straight));
  const wanted = await outcome(straight);
  expect(wanted.rows).toHaveLength(2);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9 }),
      fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 5 }),
      async (order, again) => {
        const workspace = newWorkspaceId();
        const events = history(workspace);
        await books().apply(...[...order, ...again].flatMap((position) => events[position] ?? []));
        expect(await outcome(workspace)).toEqual(wanted);
      },
    ),
    { numRuns: 25 },
  );
});

test("events of one account that arrive together lose no contribution", async () => {
  const workspace = newWorkspaceId();
  const { project } = books();
  const subscriptions = Array.from({ length: 12 }, (_, position) => subscription(`sub_${position}`, "cus_1", 100));
  await Promise.all(subscriptions.map((each) => project.stripeEvent(event(workspace, "customer.subscription.created", 0, each), now)));
  const { account, entries } = await ledgerIn(table, workspace).readAccount("~stripe:cus_1");
  expect([account?.entryCount, entries.length, account?.mrr]).toEqual([12, 12, [{ amount: 1200, currency: "usd" }]]);
  expect(await facets(workspace)).toMatchObject([{ count: 12, mrr: [{ amount: 1200 }] }]);
});

test("freshness is noted once in a while, not with every event", async () => {
  const workspace = newWorkspaceId();
  const heads = headsIn(table, workspace);
  const change = {
    entity: "settings",
    action: "settings.changed",
    at: now,
    cause: "request-1",
    actor: "dana",
    requestId: "request-1",
    from: {},
    to: {},
  };
  const { sources: _sources, version: _version, ...settings } = newWorkspace(workspace);
  await heads.saveSettings(settings, 0, change);
  const connection = {
    id: `conn-${workspace}`,
    provider: "stripe",
    status: "healthy",
    intervalMinutes: 15,
    webhookSecrets: [],
    createdAt: now,
    version: 1,
  } as const;
  expect(await connectionsIn(table, workspace).add({ ...connection, webhookSecrets: [] })).toBe(true);
  const at = (seconds: number) => addMillis(now, seconds * 1000);
  expect(await heads.touchSource(connection.id, at(0), at(-10))).toBe(true);
  expect(await heads.touchSource(connection.id, at(5), at(-5))).toBe(false);
  expect(await heads.touchSource(connection.id, at(11), at(1))).toBe(true);
  expect((await heads.get()).sources[connection.id]?.lastSyncedAt).toBe(at(11));
  expect(await heads.touchSource("conn_unknown", at(20), at(20))).toBe(false);
});
