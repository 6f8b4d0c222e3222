import { expect, test, vi } from "vitest";
import type { Contract, ContractsOverview } from "../../../web/src/api/types.ts";
import { viewCards } from "../../../web/src/pages/contracts/cards-view.ts";
import { viewNotice } from "../../../web/src/pages/contracts/notice-view.ts";
import { countFor, fingerprint, passes, totalsOf, viewRow } from "../../../web/src/pages/contracts/view.ts";

const reader = { locale: "en-US", displayCurrency: "usd" };
const usd = (amount: number) => ({ amount, currency: "usd" });
const eur = (amount: number) => ({ amount, currency: "eur" });

type Facet = ContractsOverview["facets"][number];
const facet = (status: Facet["status"], source: string, count: number, mrr = [usd(count * 100)]): Facet => ({
  status,
  source,
  count,
  unmeasured: 0,
  mrr,
  arr: mrr.map(({ amount, currency }) => ({ amount: amount * 12, currency })),
});
const facets = [
  facet("active", "stripe", 20, [usd(2_000_00), eur(500_00)]),
  facet("trialing", "stripe", 3, []),
  facet("expiring_30d", "merged", 2),
  facet("past_due", "salesbricks", 1),
  { ...facet("canceled", "stripe", 4, []), unmeasured: 2 },
];

const contract: Contract = {
  id: "stripe:sub_1",
  domain: "hooli.example",
  customer: "Hooli",
  email: "gavin@hooli.example",
  product: "Platform Pro",
  status: "active",
  sources: ["stripe"],
  mrr: usd(800_000),
  arr: usd(9_600_000),
  renewalDate: "2026-12-06",
  daysToRenewal: 12,
  paymentState: "active",
  mrrAtRisk: null,
  asOf: "2026-11-24T12:00:00Z",
};

test("the active filter stands for three states, as the card counts them", () => {
  expect((["active", "trialing", "expiring_30d", "past_due", "canceled"] as const).filter((status) => passes(status, "in_force"))).toEqual([
    "active",
    "trialing",
    "expiring_30d",
  ]);
  expect(countFor(facets, { status: "in_force" })).toBe(25);
});

test("a merged row counts for either source", () => {
  expect(countFor(facets, { source: "stripe" })).toBe(29);
  expect(countFor(facets, { source: "salesbricks" })).toBe(3);
});

test("the footer's sums are those of the filters, one for each currency", () => {
  expect(totalsOf(facets, {}, reader)).toEqual({ count: 30, mrr: ["$2,003", "€500"], arr: ["$24,036", "€6,000"], unmeasured: 2 });
  expect(totalsOf(facets, { status: "past_due", source: "stripe" }, reader)).toEqual({ count: 0, mrr: [], arr: [], unmeasured: 0 });
});

test("a row shows amounts in whole units and keeps the exact ones for the hover", () => {
  expect(viewRow(contract, reader)).toMatchObject({
    name: "Hooli",
    about: "hooli.example",
    source: "Stripe",
    mrr: { text: "$8,000", exact: "$8,000.00" },
    renewal: { text: "12 d", tone: "plain" },
  });
});

test("unknown is not zero", () => {
  const unknown = viewRow({ ...contract, mrr: null, renewalDate: null, daysToRenewal: null }, reader);
  expect([unknown.mrr, unknown.renewal]).toEqual([null, { text: "Unknown", tone: "unknown" }]);
  expect(viewRow({ ...contract, mrr: usd(0) }, reader).mrr?.text).toBe("$0");
});

test("a renewal is coloured by what it means, not by its number alone", () => {
  const tone = (part: Partial<Contract>) => viewRow({ ...contract, ...part }, reader).renewal.tone;
  expect(tone({ daysToRenewal: 5 })).toBe("plain");
  expect(tone({ daysToRenewal: 5, status: "expiring_30d" })).toBe("soon");
  expect(tone({ daysToRenewal: -2 })).toBe("late");
});

test("a record without an account says so", () => {
  expect(viewRow({ ...contract, domain: null }, reader).about).toBe("gavin@hooli.example");
  expect(viewRow({ ...contract, domain: null, email: null }, reader).about).toBe("Not linked to an account");
});

test("another reading of the same state is no change, another amount is one", () => {
  expect(fingerprint({ ...contract, asOf: "2026-11-24T13:00:00Z" })).toBe(fingerprint(contract));
  expect(fingerprint({ ...contract, mrr: usd(1) })).not.toBe(fingerprint(contract));
});

const cards: ContractsOverview["cards"] = {
  total: { count: 30, hint: { stripe: 27, merged: 2, salesbricks: 1 } },
  active: { count: 25, hint: { trialing: 3, past_due: 1 } },
  expiring_soon: { count: 2 },
  active_mrr: { amounts: [eur(500_00), usd(1_000_001_00)], hint: { arr: [usd(12_000_012_00)], at_risk: [usd(100_00)], not_measured: 2 } },
};

test("the cards say what they are made of", () => {
  const [total, active, expiring, mrr] = viewCards({ cards }, {}, reader, () => {});
  expect(total?.hints.map(({ text }) => text)).toEqual(["27 Stripe", "2 in both", "1 Salesbricks"]);
  expect(active).toMatchObject({ value: "25", hints: [{ text: "3 trialing" }, { text: "1 past due", bad: true }] });
  expect(expiring?.hints).toEqual([{ text: "within 30 days" }]);
  expect(mrr).toMatchObject({ value: "$1M", more: "+ €500", exact: "$1,000,001.00 + €500.00" });
  expect(mrr?.hints.map(({ text }) => text)).toEqual(["$12M ARR", "$100 at risk", "2 not measured"]);
  expect(mrr?.filter).toBeUndefined();
});

test("a card is pressed while its filter holds; pressed again it lets go, and the total clears", () => {
  const set = vi.fn();
  const [total, active, expiring] = viewCards({ cards }, { status: "in_force" }, reader, set);
  expect([total, active, expiring].map((card) => card?.filter?.pressed)).toEqual([false, true, false]);
  active?.filter?.toggle();
  expiring?.filter?.toggle();
  total?.filter?.toggle();
  expect(set.mock.calls).toEqual([[undefined], ["expiring_30d"], [undefined]]);
});

const reading = { locale: "en-GB", timeZone: "UTC", nowMs: Date.parse("2026-11-24T15:00:00Z") };
const source = (provider: "stripe" | "salesbricks", part: Partial<ContractsOverview["sources"][number]> = {}) => ({
  provider,
  connectionId: `conn_${provider}`,
  status: "healthy" as const,
  lastSyncedAt: "2026-11-24T14:02:00Z",
  late: false,
  stale: false,
  ...part,
});

test("a silent source is named, with what is shown instead", () => {
  const sources = [source("salesbricks"), source("stripe", { status: "errored" })];
  expect(viewNotice({ state: "partial", sources }, reading)).toEqual({
    title: "Partial data",
    body: "Stripe hasn't answered since 14:02. Showing Salesbricks only; payment state may be missing.",
  });
  expect(viewNotice({ state: "unavailable", sources: [source("stripe", { status: "reauth_needed" })] }, reading)?.title).toBe(
    "No source answers",
  );
});

test("a source that has been silent for days is stale, and without trouble nothing is said", () => {
  const stale = source("stripe", { stale: true, lastSyncedAt: "2026-11-20T12:00:00Z" });
  expect(viewNotice({ state: "ready", sources: [stale] }, reading)?.body).toContain("for 4 d");
  expect(viewNotice({ state: "ready", sources: [source("stripe")] }, reading)).toBeUndefined();
});
