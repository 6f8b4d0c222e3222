import { beforeAll, expect, test } from "vitest";
import { ledgerIn } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import { createTestTable, newWorkspaceId, readAll } from "../test-table.ts";
import { booksOn, customer, event, subscription } from "./ledger-books.ts";

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});
const { books, page } = booksOn(() => table);

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
