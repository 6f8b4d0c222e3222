import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mapCustomer } from "#lib/connectors/stripe/customer.ts";
import { mapSubscription } from "#lib/connectors/stripe/subscription.ts";
import { decideEntry } from "#lib/ledger/decide-entry.ts";
import { toInstant } from "#lib/time/instant.ts";
import { sourceRecord } from "../ledger/subscriptions.ts";

const price = {
  id: "price_1",
  product: "prod_1",
  currency: "usd",
  unit_amount: 4900,
  recurring: { interval: "month", interval_count: 1, usage_type: "licensed" },
};
const stripeSubscription = (changes: object = {}, priceChanges: object = {}) => ({
  id: "sub_1",
  object: "subscription",
  status: "active",
  customer: "cus_1",
  currency: "usd",
  created: 1_790_000_000,
  items: {
    data: [
      {
        id: "si_1",
        quantity: 2,
        current_period_start: 1_790_000_000,
        current_period_end: 1_792_000_000,
        price: { ...price, ...priceChanges },
      },
    ],
  },
  ...changes,
});
const map = (object: unknown) => {
  const mapped = mapSubscription(object, "conn_1");
  if (mapped.kind === "unreadable") throw new Error(mapped.reason);
  return mapped.subscription;
};

test("ISK and UGX come with two decimals and are stored with none (E1)", () => {
  const isk = map(
    stripeSubscription({ currency: "isk" }, { currency: "isk", unit_amount: 500_000, recurring: { interval: "year", interval_count: 1 } }),
  );
  expect(isk.items[0]?.price.unitAmount).toBe("5000");
  const { mrr, arr } = decideEntry(
    { ...isk, items: isk.items.map((each) => ({ ...each, quantity: 1 })) },
    sourceRecord,
    "UTC",
    toInstant("2026-09-20T00:00:00Z"),
  );
  expect([mrr, arr]).toEqual([
    { amount: 417, currency: "isk" },
    { amount: 5000, currency: "isk" },
  ]);
  expect(map(stripeSubscription({}, { currency: "ugx", unit_amount: 12_345 })).items[0]?.price.unitAmount).toBe("123.45");
});

test("the decimal amount wins over the rounded one, as text or as number", () => {
  expect(map(stripeSubscription({}, { unit_amount: null, unit_amount_decimal: "1.005" })).items[0]?.price.unitAmount).toBe("1.005");
  expect(map(stripeSubscription({}, { unit_amount: 1, unit_amount_decimal: 1.5 })).items[0]?.price.unitAmount).toBe("1.5");
});

test("an expanded customer and product, a missing quantity and an unknown status are all read", () => {
  const subscription = map(
    stripeSubscription({
      status: "brand_new",
      customer: { id: "cus_9" },
      items: {
        data: [
          { id: "si_1", current_period_start: 1, current_period_end: 2, price: { ...price, product: { id: "prod_1", name: "Team" } } },
        ],
      },
    }),
  );
  expect(subscription).toMatchObject({
    customerId: "cus_9",
    providerStatus: "brand_new",
    items: [{ quantity: 1, price: { label: "Team" } }],
  });
});

test("an unreadable object says which field is wrong", () => {
  expect(mapSubscription({ object: "subscription" }, "conn_1")).toMatchObject({
    kind: "unreadable",
    reason: expect.stringContaining("id"),
  });
});

test("the mappers never throw, whatever comes", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.record({ object: fc.constantFrom("subscription", "customer"), id: fc.jsonValue(), items: fc.jsonValue() }),
      ),
      (value) => {
        expect(["subscription", "unreadable"]).toContain(mapSubscription(value, "conn_1").kind);
        expect(["customer", "unreadable"]).toContain(mapCustomer(value).kind);
      },
    ),
  );
});

test("a customer's website outranks the work e-mail, and a personal address links nothing", () => {
  const customer = (changes: object) => mapCustomer({ id: "cus_1", object: "customer", ...changes });
  expect(customer({ email: "jo@hooli.example", metadata: { website: "https://nucleus.example" } })).toMatchObject({
    customer: { account: { domain: "nucleus.example" } },
  });
  expect(customer({ email: "jo@hooli.example" })).toMatchObject({ customer: { account: { domain: "hooli.example" } } });
  expect(customer({ email: "jo@gmail.com" })).toMatchObject({ customer: { account: { kind: "none", reason: "personal_address" } } });
  expect(customer({ email: null })).toMatchObject({ customer: { account: { kind: "none", reason: "no_address" } } });
});

const published = new URL("../../../../shared/data/stripe/fixtures3.json", import.meta.url);

test.skipIf(!existsSync(published))("conformance: Stripe's own published samples are read", () => {
  const { resources } = JSON.parse(readFileSync(published, "utf8"));
  expect(mapCustomer(resources.customer)).toMatchObject({
    kind: "customer",
    customer: { recordId: "cus_QXg1o8vcGmoR32", account: { reason: "no_address" } },
  });
  const subscription = map(resources.subscription);
  expect(subscription).toMatchObject({
    recordId: "sub_1Pgc6rB7WZ01zgkWNy0Cn5nw",
    collectionPaused: "mark_uncollectible",
    items: [{ price: { unitAmount: "2000", package: { round: "down" } } }],
  });
});
