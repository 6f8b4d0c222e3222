import { expect, test } from "vitest";
import type { ContractDetail } from "../../../web/src/api/types.ts";
import { viewReceipt } from "../../../web/src/pages/contracts/receipt-view.ts";
import { viewRevision } from "../../../web/src/pages/contracts/revision-view.ts";

type Item = ContractDetail["receipt"]["items"][number];
const item = (part: Partial<Item> = {}): Item => ({
  itemId: "si_1",
  priceId: "price_1",
  label: "Platform Pro",
  quantity: 25,
  unitAmount: "4000",
  interval: "month",
  intervalCount: 1,
  perPeriodExact: "100000",
  monthlyExact: "100000",
  reason: null,
  ...part,
});

const detail = (
  items: Item[],
  exact: string | null,
  part: Partial<ContractDetail> = {},
  receipt: Partial<ContractDetail["receipt"]> = {},
): ContractDetail => ({
  id: "stripe:sub_1",
  domain: "hooli.example",
  customer: "Hooli",
  email: null,
  product: "Platform Pro",
  status: "active",
  sources: ["stripe"],
  mrr: { amount: 100_000, currency: "usd" },
  arr: { amount: 1_200_000, currency: "usd" },
  renewalDate: null,
  daysToRenewal: null,
  paymentState: "active",
  mrrAtRisk: null,
  asOf: "2026-11-24T12:00:00Z",
  renewalKind: null,
  renewalAssumed: false,
  endsOn: null,
  trialMrr: null,
  scheduledChurnMrr: null,
  nextChangeAt: null,
  revisions: [],
  ...part,
  receipt: {
    ruleVersion: "ledger-1",
    items,
    exact,
    countsNow: true,
    because: "in force",
    source: { provider: "stripe", connectionId: "c", recordId: "sub_1", eventId: "evt_1", eventType: "t", observedAt: "", receivedAt: "" },
    ...receipt,
  },
});

const arithmetic = (part: Partial<Item>) => viewReceipt(detail([item(part)], "1"), "en-US").lines[0];

test.each([
  ["a monthly price", {}, "25 × $40.00 a month", "$1,000.00"],
  [
    "a yearly price",
    { quantity: 1, unitAmount: "1200000", interval: "year", perPeriodExact: "1200000", monthlyExact: "100000" },
    "1 × $12,000.00 a year ÷ 12",
    "$1,000.00",
  ],
  [
    "a quarter",
    { quantity: 2, unitAmount: "30000", intervalCount: 3, perPeriodExact: "60000", monthlyExact: "20000" },
    "2 × $300.00 every 3 months ÷ 3",
    "$200.00",
  ],
  [
    "a week",
    { quantity: 1, unitAmount: "700", interval: "week", perPeriodExact: "700", monthlyExact: "9100/3" },
    "1 × $7.00 a week × 52 ÷ 12",
    "$30.333333…",
  ],
  [
    "a fraction of a cent",
    { quantity: 300, unitAmount: "1.005", perPeriodExact: "603/2", monthlyExact: "603/2" },
    "300 × $0.01005 a month",
    "$3.015",
  ],
  ["tiers", { unitAmount: null, perPeriodExact: "25000", monthlyExact: "25000" }, "25 by tiers: $250.00 a month", "$250.00"],
  [
    "packages",
    { quantity: 25, unitAmount: "1000", perPeriodExact: "3000", monthlyExact: "3000" },
    "25 in packages: $30.00 a month",
    "$30.00",
  ],
  ["a metered item", { reason: "metered", perPeriodExact: null, monthlyExact: null }, "Metered usage is not MRR", null],
  ["a discount", { reason: "discount_not_read", perPeriodExact: null, monthlyExact: null }, "Its discount has not been read", null],
] as const)("%s shows its arithmetic", (_, part, text, monthly) => {
  expect(arithmetic(part)).toMatchObject({ arithmetic: text, monthly });
});

test("the sum is rounded once, half away from zero, and says from what", () => {
  const view = viewReceipt(detail([item()], "603/2"), "en-US");
  expect(view).toMatchObject({ sum: "$3.02", rounded: "rounded once, from $3.015" });
  expect(viewReceipt(detail([item()], "100000"), "en-US")).toMatchObject({ sum: "$1,000.00", rounded: null });
});

test("what does not count says why", () => {
  const trial = detail([item()], "100000", { status: "trialing" }, { countsNow: false, because: "a trial is not revenue yet" });
  expect(viewReceipt(trial, "en-US").verdict).toBe("Counts as zero: a trial is not revenue yet.");
  expect(viewReceipt(detail([item()], "1"), "en-US").verdict).toBe("Counts as MRR: in force.");
});

test("what was not measured shows no number", () => {
  const view = viewReceipt(detail([item()], null, { mrr: null, arr: null }), "en-US");
  expect(view.sum).toBeNull();
  expect(view.lines[0]?.monthly).toBeNull();
});

const revision = (from: Record<string, unknown>, to: Record<string, unknown>) =>
  viewRevision({ at: "", effectiveAt: "", cause: "", from, to }, "en-US");

test("a change names the field with its words before and after", () => {
  expect(revision({ status: "active", paymentState: "active" }, { status: "past_due", paymentState: "past_due" })).toEqual([
    "Status: Active → Past due",
    "Payment: Active → Past due",
  ]);
  expect(revision({ mrr: { amount: 5000, currency: "usd" } }, { mrr: { amount: 10_000, currency: "usd" } })).toEqual([
    "MRR: $50.00 → $100.00",
  ]);
  expect(revision({ renewalDate: "2026-12-06" }, { renewalDate: null })).toEqual(["Renewal: Dec 6, 2026 → none"]);
});

test("the first revision and one of fields that nobody reads say what they are", () => {
  expect(revision({}, { status: "active" })).toEqual(["First recorded"]);
  expect(revision({ nextChangeAt: "a" }, { nextChangeAt: "b" })).toEqual(["Details changed"]);
});
