import fc from "fast-check";
import Stripe from "stripe";
import { expect, test } from "vitest";
import { mapCustomer } from "#lib/connectors/stripe/customer.ts";
import { mapSubscription } from "#lib/connectors/stripe/subscription.ts";
import { decideEntry } from "#lib/ledger/decide-entry.ts";
import { fromUnixSeconds } from "#lib/time/instant.ts";
import { seededRandom } from "#test/sandbox/random.ts";
import { endOf, itemOf } from "#test/sandbox/stripe/subscription.ts";
import type { WireEvent } from "#test/sandbox/stripe/wire.ts";
import { initialEvents, nextEvents, type World } from "#test/sandbox/stripe/world.ts";
import { sourceRecord } from "../ledger/subscriptions.ts";

const now = 1_795_000_000;
const day = 86_400;
const seeds = () => fc.integer({ min: 0, max: 2 ** 31 });
const instants = () => fc.integer({ min: 1_700_000_000, max: 2_000_000_000 });

/** Lets `steps` things happen, one each `gap` seconds. */
const live = (seed: number, from: number, steps: number, gap: number) => {
  const begun = initialEvents(seed, from);
  const random = seededRandom(seed);
  let { world } = begun;
  const events: WireEvent[] = [];
  for (let step = 1; step <= steps; step++) {
    const next = nextEvents(world, random, from + step * gap);
    world = next.world;
    events.push(...next.events);
  }
  return { world, history: begun.events, events };
};

const mapped = (event: WireEvent) =>
  event.data.object.object === "customer" ? mapCustomer(event.data.object) : mapSubscription(event.data.object, "conn_1");
const subscriptionsOf = (world: World) => world.accounts.flatMap(({ subscriptions }) => subscriptions);

test("the same seed and time give the same world, another seed another one", () => {
  expect(live(7, now, 50, 4)).toEqual(live(7, now, 50, 4));
  expect(initialEvents(7, now)).not.toEqual(initialEvents(8, now));
});

test("the history has at most 150 events, each readable by the connector and measured by the ledger", () => {
  fc.assert(
    fc.property(seeds(), instants(), (seed, at) => {
      const { events } = initialEvents(seed, at);
      expect(events.length).toBeLessThanOrEqual(150);
      for (const event of events) {
        const reading = mapped(event);
        expect(reading.kind).not.toBe("unreadable");
        if (reading.kind !== "subscription") continue;
        expect(decideEntry(reading.subscription, sourceRecord, "UTC", fromUnixSeconds(at)).mrr).not.toBeNull();
      }
    }),
    { numRuns: 15 },
  );
});

test("at any time the history lies in the past, no customer is younger than its subscriptions, and every term holds the present", () => {
  fc.assert(
    fc.property(seeds(), instants(), (seed, at) => {
      const { world, events } = initialEvents(seed, at);
      expect(events.every(({ created }, index) => created <= at && created >= (events[index - 1]?.created ?? 0))).toBe(true);
      for (const { customer, subscriptions } of world.accounts) {
        for (const each of subscriptions) {
          const { current_period_start: start, current_period_end: end } = itemOf(each);
          expect([customer.created < each.created, each.created <= start]).toEqual([true, true]);
          if (each.status !== "canceled") expect([start <= at, at < end]).toEqual([true, true]);
        }
      }
    }),
    { numRuns: 120 },
  );
});

test("whatever happens later is readable too, and the world stays plain JSON that is what its last events said", () => {
  fc.assert(
    fc.property(seeds(), fc.integer({ min: 1, max: 5 * day }), (seed, gap) => {
      const { world, history, events } = live(seed, now, 80, gap);
      expect(events.filter((event) => mapped(event).kind === "unreadable")).toEqual([]);
      expect(JSON.parse(JSON.stringify(world))).toEqual(world);
      const last = new Map([...history, ...events].map(({ data }) => [data.object.id, data.object]));
      expect([...last.values()].filter(({ object }) => object === "subscription")).toEqual(expect.arrayContaining(subscriptionsOf(world)));
      expect(world.accounts.map(({ customer }) => customer)).toEqual(world.accounts.map(({ customer }) => last.get(customer.id)));
    }),
    { numRuns: 10 },
  );
});

test("event ids are unique, and those of one object rise with its time, so that its order is told within a second", () => {
  const { history, events } = live(11, now, 400, 0);
  const all = [...history, ...events];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const [, ofOne] of Map.groupBy(all, ({ data }) => data.object.id)) {
    expect(ofOne.map(({ id }) => id)).toEqual(ofOne.map(({ id }) => id).sort());
    expect(ofOne.map(({ created }) => created)).toEqual(ofOne.map(({ created }) => created).sort((a, b) => a - b));
  }
});

test("events say what Stripe's say of themselves", () => {
  for (const event of live(3, now, 100, 4).events) {
    expect(event).toMatchObject({ object: "event", api_version: Stripe.API_VERSION, livemode: false, pending_webhooks: 1 });
    expect(event.id).toMatch(/^evt_1[0-9A-Za-z]{16}$/);
    expect("previous_attributes" in event.data).toBe(event.type.endsWith(".updated"));
  }
});

test("the base fills the page: 40 companies, four currencies, every state, renewals close by and far", () => {
  const { world } = initialEvents(1, now);
  expect(world.accounts).toHaveLength(40);
  expect(world.accounts[0]?.company.name).toBe("Tallowfield");
  const domains = world.accounts.map(({ company }) => company.domain);
  expect(new Set(domains).size).toBe(40);
  expect(domains.filter((domain) => !/^[a-z0-9]+\.example$/.test(domain))).toEqual([]);
  const all = subscriptionsOf(world);
  expect(new Set(all.map(({ currency }) => currency))).toEqual(new Set(["usd", "eur", "gbp", "jpy"]));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(["active", "trialing", "past_due", "canceled"]));
  expect(all.filter((each) => each.cancel_at_period_end)).not.toEqual([]);
  expect(all.filter((each) => each.cancel_at !== null)).not.toEqual([]);
  const yearly = all
    .filter((each) => itemOf(each).price.recurring?.interval === "year")
    .map((each) => itemOf(each).current_period_end - now);
  expect(yearly.filter((seconds) => seconds < 30 * day).length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...yearly)).toBeGreaterThan(200 * day);
});

test("customers link to their company's domain, but for a few without a work address", () => {
  const { world } = initialEvents(1, now);
  const readings = world.accounts.map(({ company, customer }) => ({ company, reading: mapCustomer(customer) }));
  const unlinked = readings.flatMap(({ company, reading }) => {
    if (reading.kind === "unreadable") throw new Error(reading.reason);
    const { account } = reading.customer;
    if (account.kind === "none") return [account.reason];
    expect(account.domain).toBe(company.domain);
    return [];
  });
  expect(unlinked.sort()).toEqual(["no_address", "personal_address", "personal_address"]);
});

test("everything that can happen does happen in a long life, and the base keeps its size", () => {
  const { world, events } = live(5, now, 2500, 900);
  const kinds = new Set(events.map(kindOf));
  expect([...kinds].sort()).toEqual([
    "cancel scheduled",
    "canceled",
    "customer created",
    "customer delinquency",
    "payment failed",
    "recovered",
    "renewal",
    "seats",
    "trial converted",
    "trial started",
    "upgrade",
  ]);
  const livingOnes = subscriptionsOf(world).filter(({ status }) => status !== "canceled").length;
  expect(livingOnes).toBeGreaterThan(25);
  expect(livingOnes).toBeLessThan(65);
});

const kindOf = ({ type, data }: WireEvent): string => {
  if (data.object.object === "customer") return type === "customer.created" ? "customer created" : "customer delinquency";
  if (type === "customer.subscription.created") return "trial started";
  if (type === "customer.subscription.deleted") return "canceled";
  const before = JSON.stringify(data.previous_attributes);
  if (before.includes('"status":"trialing"')) return "trial converted";
  if (before.includes('"status"')) return data.object.status === "past_due" ? "payment failed" : "recovered";
  if (before.includes('"cancel_at')) return "cancel scheduled";
  if (before.includes('"latest_invoice"')) return "renewal";
  return before.includes(`"id":"${itemOf(data.object).price.id}"`) ? "seats" : "upgrade";
};

test("what has fallen due happens before anything else: terms renew into the present, scheduled ends end", () => {
  const later = now + 400 * day;
  let { world } = initialEvents(2, now);
  const random = seededRandom(2);
  const ending = new Set(subscriptionsOf(world).flatMap((each) => (endOf(each) === null ? [] : [each.id])));
  const live = subscriptionsOf(world).filter(({ status }) => status !== "canceled").length;
  for (let step = 0; step < live; step++) world = nextEvents(world, random, later).world;
  for (const each of subscriptionsOf(world)) {
    if (ending.has(each.id)) expect(each).toMatchObject({ status: "canceled", ended_at: later });
    if (each.status !== "canceled") expect(itemOf(each).current_period_end).toBeGreaterThan(later);
    if (each.status !== "canceled") expect(itemOf(each).current_period_start).toBeLessThanOrEqual(later);
  }
});

test("the world's clock does not go back with the machine's", () => {
  const { world } = initialEvents(4, now);
  const { events } = nextEvents(world, seededRandom(4), now - day);
  expect(events.map(({ created }) => created)).toEqual(events.map(() => now));
});
