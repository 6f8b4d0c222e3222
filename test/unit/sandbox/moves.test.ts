import type Stripe from "stripe";
import { expect, expectTypeOf, test } from "vitest";
import { changedFrom } from "#test/sandbox/stripe/event.ts";
import {
  type Account,
  andThen,
  changeSeats,
  convertTrial,
  endSubscription,
  failPayment,
  type Move,
  recover,
  scheduleCancel,
  signUp,
  subscribe,
} from "#test/sandbox/stripe/moves.ts";
import { priceOf, upgradeOf } from "#test/sandbox/stripe/prices.ts";
import type { Wire, WireSubscription } from "#test/sandbox/stripe/wire.ts";

const company = { name: "Acme", domain: "acme.example", currency: "usd", seats: 10, contact: "work" } as const;
const momentAt = (at: number) => {
  let made = 0;
  return { at, id: (prefix: string) => `${prefix}_${at}_${++made}` };
};
const begin = momentAt(1_790_000_000);
const customer = (trialEnd: number | null = null): Account =>
  andThen(signUp(company, "ada.amsel", begin), (account) => subscribe(account, priceOf("Team", "month", "usd"), 10, trialEnd, begin))
    .account;
const held = (account: Account): WireSubscription => {
  const [subscription] = account.subscriptions;
  if (!subscription) throw new Error("no subscription");
  return subscription;
};
const told = (move: Move) => move.events.map(({ type }) => type);
const later = momentAt(1_790_100_000);

test("objects have the shape of the Stripe package's own types, decimals as text", () => {
  expectTypeOf<Wire<Stripe.CustomerSubscriptionUpdatedEvent>["data"]["object"]>().toEqualTypeOf<WireSubscription>();
  expectTypeOf<keyof WireSubscription>().toEqualTypeOf<keyof Stripe.Subscription>();
  expectTypeOf<Wire<Stripe.Price>["unit_amount_decimal"]>().toEqualTypeOf<string | null>();
  expectTypeOf(held(customer())).toEqualTypeOf<WireSubscription>();
});

test("a new subscription has its period on the item, no discounts and the customer's id", () => {
  const subscription = held(customer());
  expect(subscription).toMatchObject({ status: "active", discounts: [], trial_end: null, start_date: begin.at });
  expect(subscription).not.toHaveProperty("current_period_end");
  expect(subscription.items.data).toMatchObject([
    {
      quantity: 10,
      discounts: [],
      current_period_start: begin.at,
      price: { unit_amount: 2900, unit_amount_decimal: "2900", nickname: "Team" },
    },
  ]);
});

test("a change says the old values of what it changed and nothing else, arrays whole", () => {
  const account = customer();
  const { events } = changeSeats(account, held(account), 25, later);
  expect(events).toMatchObject([{ type: "customer.subscription.updated", created: later.at }]);
  expect(events[0]?.data.previous_attributes).toEqual({ items: { data: held(account).items.data } });
  expect(changedFrom({ a: { b: 1, c: 2 }, d: [1], e: null }, { a: { b: 1, c: 3 }, d: [1, 2], e: null })).toEqual({ a: { c: 2 }, d: [1] });
});

test("a failed payment makes the customer delinquent, and paying ends that", () => {
  const account = customer();
  const failed = failPayment(account, held(account), later);
  expect(told(failed)).toEqual(["customer.subscription.updated", "customer.updated"]);
  expect(held(failed.account).status).toBe("past_due");
  expect(failed.account.customer.delinquent).toBe(true);
  const paid = recover(failed.account, held(failed.account), later);
  expect(held(paid.account).status).toBe("active");
  expect(paid.account.customer.delinquent).toBe(false);
});

test("a trial that is converted early ends at once and its first paid period begins", () => {
  const account = customer(begin.at + 14 * 86_400);
  expect(held(account)).toMatchObject({ status: "trialing", trial_end: begin.at + 14 * 86_400 });
  const converted = held(convertTrial(account, held(account), later).account);
  expect(converted).toMatchObject({ status: "active", trial_end: later.at, billing_cycle_anchor: later.at });
  expect(converted.items.data[0]?.current_period_start).toBe(later.at);
});

test("a cancellation is scheduled as a date by the portal and as a flag by the API, and its end keeps the time of the request", () => {
  const account = customer();
  const periodEnd = held(account).items.data[0]?.current_period_end;
  const byPortal = scheduleCancel(account, held(account), "portal", later).account;
  expect(held(byPortal)).toMatchObject({ status: "active", cancel_at: periodEnd, cancel_at_period_end: false, canceled_at: later.at });
  const byApi = scheduleCancel(account, held(account), "api", later).account;
  expect(held(byApi)).toMatchObject({ cancel_at: null, cancel_at_period_end: true, canceled_at: later.at });
  const ended = endSubscription(byApi, held(byApi), momentAt(1_792_000_000));
  expect(told(ended)).toEqual(["customer.subscription.deleted"]);
  expect(held(ended.account)).toMatchObject({ status: "canceled", canceled_at: later.at, ended_at: 1_792_000_000 });
});

test("an upgrade keeps interval and currency, and the largest plan has none", () => {
  expect(upgradeOf(priceOf("Starter", "year", "jpy"))).toEqual(priceOf("Team", "year", "jpy"));
  expect(upgradeOf(priceOf("Platform Pro", "month", "eur"))).toBeNull();
  expect(upgradeOf(priceOf("Insights", "month", "usd"))).toBeNull();
});
