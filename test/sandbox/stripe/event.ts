import type { UnixSeconds } from "./billing-period.ts";
import {
  apiVersion,
  type CustomerEventType,
  type SubscriptionEventType,
  type WireCustomer,
  type WireEvent,
  type WireSubscription,
} from "./wire.ts";

/** When something happens, and the ids of what comes out of it: `id("evt")` never gives the same one twice, and later ones sort later. */
export type Moment = { at: UnixSeconds; id: (prefix: string) => string };

/** The event that tells about a customer; `before` says what it looked like until now. */
export const customerEvent = (moment: Moment, type: CustomerEventType, after: WireCustomer, before?: WireCustomer): WireEvent => ({
  ...envelope(moment),
  type,
  data: { object: after, ...previous(before, after) },
});

/** The event that tells about a subscription; `before` says what it looked like until now. */
export const subscriptionEvent = (
  moment: Moment,
  type: SubscriptionEventType,
  after: WireSubscription,
  before?: WireSubscription,
): WireEvent => ({ ...envelope(moment), type, data: { object: after, ...previous(before, after) } });

const envelope = ({ at, id }: Moment) => ({
  id: id("evt"),
  object: "event" as const,
  api_version: apiVersion,
  created: at,
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
});

const previous = (before: object | undefined, after: object) => (before ? { previous_attributes: changedFrom(before, after) } : {});

/** The old values of what differs, as Stripe gives them: objects cut down to the changed keys, arrays whole. */
export const changedFrom = (before: object, after: object): Record<string, unknown> => {
  const later = new Map(Object.entries(after));
  return Object.fromEntries(
    Object.entries(before).flatMap(([key, value]) => {
      const now = later.get(key);
      if (JSON.stringify(value) === JSON.stringify(now)) return [];
      return [[key, isRecord(value) && isRecord(now) ? changedFrom(value, now) : value]];
    }),
  );
};

const isRecord = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);
