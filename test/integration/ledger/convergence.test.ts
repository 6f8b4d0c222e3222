import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { readContract } from "#lib/ledger/read-contracts.ts";
import { connectionsIn } from "#lib/store/connections.ts";
import { headsIn } from "#lib/store/heads.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import type { WorkspaceId } from "#lib/store/workspace-id.ts";
import { addMillis } from "#lib/time/instant.ts";
import { newWorkspace } from "#lib/workspaces/workspace-head.ts";
import { createTestTable, newWorkspaceId } from "../test-table.ts";
import { booksOn, customer, event, now, subscription } from "./ledger-books.ts";

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});
const { books, facets, page, view } = booksOn(() => table);

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
