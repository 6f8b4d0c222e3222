import type { BillingItem, BillingPrice, BillingSubscription, SourceRecord } from "#lib/ledger/billing-subscription.ts";

/** A price of 100.00 USD a month, changed as a test needs. */
export const price = (changes: Partial<BillingPrice> = {}): BillingPrice => ({
  id: "price_1",
  label: "Platform Pro",
  currency: "usd",
  unitAmount: "10000",
  scheme: "per_unit",
  tiersMode: null,
  tiers: null,
  package: null,
  interval: "month",
  intervalCount: 1,
  usage: "licensed",
  taxInclusive: false,
  ...changes,
});

export const item = (changes: Partial<Omit<BillingItem, "price">> & { price?: Partial<BillingPrice> } = {}): BillingItem => ({
  id: "si_1",
  quantity: 1,
  periodStart: "2026-11-01T00:00:00.000Z",
  periodEnd: "2026-12-01T00:00:00.000Z",
  discounted: false,
  inclusiveTaxPercent: null,
  ...changes,
  price: price(changes.price),
});

/** An active subscription of one item. */
export const subscription = (changes: Partial<BillingSubscription> = {}): BillingSubscription => ({
  provider: "stripe",
  connectionId: "conn_1",
  recordId: "sub_1",
  customerId: "cus_1",
  currency: "usd",
  providerStatus: "active",
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: "2026-01-01T00:00:00.000Z",
  trialEndsAt: null,
  cancelAt: null,
  cancelAtPeriodEnd: false,
  endedAt: null,
  collectionPaused: null,
  resumesAt: null,
  discounted: false,
  itemsComplete: true,
  items: [item()],
  ...changes,
});

export const sourceRecord: SourceRecord = {
  provider: "stripe",
  connectionId: "conn_1",
  recordId: "sub_1",
  eventId: "evt_1",
  eventType: "customer.subscription.updated",
  observedAt: "2026-11-20T00:00:00.000Z",
  receivedAt: "2026-11-20T00:00:01.000Z",
};
