import fc from "fast-check";
import { expect, test } from "vitest";
import type { BillingItem, BillingSubscription } from "#lib/ledger/billing-subscription.ts";
import { decideEntry } from "#lib/ledger/decide-entry.ts";
import { toInstant } from "#lib/time/instant.ts";
import { item, sourceRecord, subscription } from "./subscriptions.ts";

const now = toInstant("2026-11-24T12:00:00Z");
const decide = (record: BillingSubscription, zone = "UTC", at = now) => decideEntry(record, sourceRecord, zone, at);
const of = (items: BillingItem[], changes: Partial<BillingSubscription> = {}) => decide(subscription({ items, ...changes }));
const usd = (amount: number) => ({ amount, currency: "usd" });

test.each([
  ["E2: 1 000.00 a year", [item({ price: { unitAmount: "100000", interval: "year" } })], 8333, 100000],
  ["E6: 300.00 per 3 months × 2", [item({ quantity: 2, price: { unitAmount: "30000", intervalCount: 3 } })], 20000, 240000],
  ["E7: 7.00 a week", [item({ price: { unitAmount: "700", interval: "week" } })], 3033, 36400],
  ["E7: 1.00 a day", [item({ price: { unitAmount: "100", interval: "day" } })], 3042, 36500],
  ["E8: 1.005 cents × 300", [item({ quantity: 300, price: { unitAmount: "1.005" } })], 302, 3618],
  [
    "E9: 50.00 × 10 monthly + 1 200.00 yearly + a metered item",
    [
      item({ quantity: 10, price: { unitAmount: "5000" } }),
      item({ price: { unitAmount: "120000", interval: "year" } }),
      item({ price: { usage: "metered", unitAmount: "99" } }),
    ],
    60000,
    720000,
  ],
  [
    "E13: graduated tiers",
    [
      item({
        quantity: 15,
        price: {
          scheme: "tiered",
          tiersMode: "graduated",
          tiers: [
            { upTo: 10, unitAmount: "1000", flatAmount: null },
            { upTo: null, unitAmount: "800", flatAmount: null },
          ],
        },
      }),
    ],
    14000,
    168000,
  ],
  [
    "E13: volume tiers",
    [
      item({
        quantity: 15,
        price: {
          scheme: "tiered",
          tiersMode: "volume",
          tiers: [
            { upTo: 10, unitAmount: "1000", flatAmount: null },
            { upTo: null, unitAmount: "800", flatAmount: null },
          ],
        },
      }),
    ],
    12000,
    144000,
  ],
  [
    "E14: package of 5 at 25.00, round up, quantity 12",
    [item({ quantity: 12, price: { unitAmount: "2500", package: { divideBy: 5, round: "up" } } })],
    7500,
    90000,
  ],
])("%s", (_title, items, mrr, arr) => {
  const decision = of(items);
  expect(decision.mrr).toEqual(usd(mrr));
  expect(decision.arr).toEqual(usd(arr));
});

test.each([
  ["E15: 120.00 including 20 %", "20", 10000, null],
  ["a rate that is not told: gross, with a flag", null, 12000, "tax_rate_unknown"],
])("%s", (_title, inclusiveTaxPercent, mrr, flag) => {
  const decision = of([item({ inclusiveTaxPercent, price: { unitAmount: "12000", taxInclusive: true } })]);
  expect([decision.mrr, decision.receipt.items[0]?.reason]).toEqual([usd(mrr), flag]);
});

test("a yearly plan beside monthly or metered items expires by the yearly one alone", () => {
  const yearly = item({ periodEnd: "2027-09-01T00:00:00.000Z", price: { interval: "year" } });
  const metered = item({ id: "si_2", periodEnd: "2026-12-01T00:00:00.000Z", price: { usage: "metered" } });
  const monthly = item({ id: "si_3", periodEnd: "2026-12-01T00:00:00.000Z" });
  expect(of([monthly, yearly, metered])).toMatchObject({ status: "active", renewalDate: "2027-09-01", renewalKind: "term" });
});

test("on its date an entry rolls one term on", () => {
  const record = subscription({ items: [item({ periodEnd: "2026-12-01T00:00:00.000Z", price: { interval: "year" } })] });
  expect(decide(record, "UTC", toInstant("2026-11-30T23:59:59Z"))).toMatchObject({ renewalDate: "2026-12-01", status: "expiring_30d" });
  expect(decide(record, "UTC", toInstant("2026-12-01T00:00:00Z"))).toMatchObject({
    renewalDate: "2027-12-01",
    status: "active",
    renewalAssumed: true,
  });
});

test("E19: 100 000 JPY a year keeps whole yen", () => {
  const decision = of([item({ price: { currency: "jpy", unitAmount: "100000", interval: "year" } })], { currency: "jpy" });
  expect([decision.mrr, decision.arr]).toEqual([
    { amount: 8333, currency: "jpy" },
    { amount: 100000, currency: "jpy" },
  ]);
});

test.each([
  ["past_due", "past_due", 10000, 10000, null, "past_due"],
  ["unpaid", "past_due", 0, null, null, "unpaid"],
  ["trialing", "trialing", 0, null, 10000, "trialing"],
  ["paused", "paused", 0, null, null, "paused"],
  ["canceled", "canceled", 0, null, null, "canceled"],
  ["incomplete", "draft", 0, null, null, "incomplete"],
  ["incomplete_expired", "canceled", 0, null, null, "canceled"],
] as const)("E20: Stripe's %s is %s", (providerStatus, status, mrr, atRisk, trial, paymentState) => {
  const decision = decide(subscription({ providerStatus }));
  expect(decision).toMatchObject({ status, paymentState, mrr: usd(mrr), mrrAtRisk: atRisk && usd(atRisk), trialMrr: trial && usd(trial) });
});

test.each([
  ["keep_as_draft", "active", 10000],
  ["void", "paused", 0],
  ["mark_uncollectible", "paused", 0],
] as const)("collection paused with %s: %s", (collectionPaused, status, mrr) => {
  expect(decide(subscription({ collectionPaused }))).toMatchObject({ status, mrr: usd(mrr) });
});

test("what cannot be known from the record is not measured, and says why", () => {
  const discounted = decide(subscription({ discounted: true }));
  expect([discounted.mrr, discounted.arr, discounted.status]).toEqual([null, null, "active"]);
  const tiered = of([item({ price: { scheme: "tiered", unitAmount: null } })]);
  expect(tiered.mrr).toBeNull();
  expect(tiered.receipt.items[0]?.reason).toBe("tiers_not_read");
  expect(decide(subscription({ itemsComplete: false })).mrr).toBeNull();
});

test("a subscription without items is worth nothing and renews at no known date", () => {
  expect(of([])).toMatchObject({ mrr: usd(0), renewalDate: null, renewalKind: null, product: "No items" });
});

test("a monthly plan is never expiring; a yearly one is within 30 days of its renewal", () => {
  expect(of([item()]).status).toBe("active");
  const yearly = (periodEnd: string) => of([item({ periodEnd, price: { interval: "year" } })]).status;
  expect(yearly("2026-12-24T12:00:00.000Z")).toBe("expiring_30d");
  expect(yearly("2026-12-25T12:00:00.000Z")).toBe("active");
});

test("a scheduled cancel counts until its day, stands as scheduled churn, and makes the renewal an end", () => {
  const record = subscription({ cancelAt: "2026-12-10T00:00:00.000Z" });
  expect(decide(record)).toMatchObject({
    status: "expiring_30d",
    endsOn: "2026-12-10",
    renewalDate: "2026-12-10",
    mrr: usd(10000),
    scheduledChurnMrr: usd(10000),
  });
  expect(decide(record, "UTC", toInstant("2026-12-10T00:00:00Z"))).toMatchObject({ status: "expired", mrr: usd(0), renewalDate: null });
});

test("a term that nobody renewed rolls on, assumed, and keeps its revenue", () => {
  const record = subscription({ items: [item({ periodEnd: "2026-11-01T00:00:00.000Z", price: { interval: "year" } })] });
  expect(decide(record)).toMatchObject({ renewalDate: "2027-11-01", renewalAssumed: true, mrr: usd(833 + 0) });
});

test("the receipt holds the arithmetic: its items add up to the exact value that was rounded once", () => {
  const { receipt } = of([item({ quantity: 300, price: { unitAmount: "1.005" } })]);
  expect(receipt).toMatchObject({ exact: "603/2", countsNow: true, ruleVersion: "ledger-1", source: { eventId: "evt_1" } });
  expect(receipt.items).toMatchObject([{ perPeriodExact: "603/2", monthlyExact: "603/2", quantity: 300, unitAmount: "1.005" }]);
});

const anySubscription = () =>
  fc.record({
    providerStatus: fc.constantFrom("active", "past_due", "trialing", "unpaid", "paused", "canceled", "incomplete", "something_new"),
    interval: fc.constantFrom("day", "week", "month", "year") as fc.Arbitrary<"day" | "week" | "month" | "year">,
    intervalCount: fc.integer({ min: 1, max: 12 }),
    quantity: fc.integer({ min: 0, max: 5000 }),
    cents: fc.integer({ min: 0, max: 10_000_000 }),
    endsInDays: fc.integer({ min: -400, max: 400 }),
    cancels: fc.boolean(),
    zone: fc.constantFrom("UTC", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati"),
  });

const build = (input: ReturnType<typeof anySubscription> extends fc.Arbitrary<infer Value> ? Value : never) => {
  const periodEnd = toInstant(Date.parse(now) + input.endsInDays * 86_400_000 + 1234);
  return subscription({
    providerStatus: input.providerStatus,
    cancelAtPeriodEnd: input.cancels,
    items: [
      item({
        quantity: input.quantity,
        periodEnd,
        price: { unitAmount: String(input.cents), interval: input.interval, intervalCount: input.intervalCount },
      }),
    ],
  });
};

test("what is over is not renewed by assumption", () => {
  const daily = item({ periodEnd: "2026-11-24T12:00:01.234Z", price: { interval: "day", unitAmount: "0" } });
  const canceled = subscription({ providerStatus: "canceled", items: [daily] });
  expect(decide(canceled, "UTC", toInstant("2026-11-30T00:00:00Z"))).toEqual(decide(canceled));
});

test("until nextChangeAt, time alone changes nothing", () => {
  fc.assert(
    fc.property(anySubscription(), fc.double({ min: 0, max: 1, noNaN: true }), (input, share) => {
      const record = build(input);
      const first = decide(record, input.zone);
      const until = first.nextChangeAt ? Date.parse(first.nextChangeAt) : Date.parse(now) + 5 * 365 * 86_400_000;
      const later = toInstant(Math.max(Date.parse(now), Math.floor(Date.parse(now) + share * (until - 1 - Date.parse(now)))));
      expect(decide(record, input.zone, later)).toEqual({ ...first });
    }),
    { numRuns: 300 },
  );
});

test("ARR is the exact value times twelve, rounded once: never further than half a unit from it", () => {
  fc.assert(
    fc.property(anySubscription(), (input) => {
      const { mrr, arr } = decide(build({ ...input, providerStatus: "active", cancels: false }), input.zone);
      if (mrr && arr) expect(Math.abs(arr.amount - 12 * mrr.amount)).toBeLessThanOrEqual(6);
    }),
  );
});
