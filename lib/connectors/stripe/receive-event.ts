import * as z from "zod/mini";
import type { EventData, stripeEventReceived } from "#events/index.ts";
import type { CustomerProjection, ObservedCustomer } from "../../accounts/project-customer.ts";
import { projectCustomer } from "../../accounts/project-customer.ts";
import { type LedgerStores, type Projection, projectEntry } from "../../ledger/project-entry.ts";
import { fromUnixSeconds, type Instant, toMillis } from "../../time/instant.ts";
import { mapCustomer } from "./customer.ts";
import { mapSubscription } from "./subscription.ts";

type Received = EventData<typeof stripeEventReceived>;

/** What became of a Stripe event. `ignored` types are counted and acknowledged; `unreadable` ones are quarantined with their reason. */
export type Receipt = Projection | CustomerProjection | { kind: "ignored" } | { kind: "unreadable"; reason: string };

const futureToleranceMs = 24 * 60 * 60 * 1000;

const Payload = z.object({ data: z.object({ object: z.unknown() }) });

type Handler = (stores: LedgerStores, event: Received, object: unknown, correlationId: string, now: Instant) => Promise<Receipt>;

/** Applies one Stripe event to a workspace's books. The event type decides, by this table, what is done. */
export const receiveStripeEvent = async (stores: LedgerStores, event: Received, correlationId: string, now: Instant): Promise<Receipt> => {
  const handler = Object.hasOwn(handlers, event.eventType) ? handlers[event.eventType] : undefined;
  if (!handler) return { kind: "ignored" };
  const payload = z.safeParse(Payload, event.payload);
  if (!payload.success)
    return { kind: "unreadable", reason: "The event is larger than what travels on the bus; the object has to be read again." };
  if (event.created * 1000 > toMillis(now) + futureToleranceMs) {
    return { kind: "unreadable", reason: "The event is dated in the future; taking it in would freeze the record until then." };
  }
  return readable(() => handler(stores, event, payload.data.data.object, correlationId, now));
};

/** Numbers that no calendar and no price can hold end in quarantine like every other unreadable object. */
const readable = async (apply: () => Promise<Receipt>): Promise<Receipt> => {
  try {
    return await apply();
  } catch (error) {
    if (error instanceof RangeError) return { kind: "unreadable", reason: `A value is out of range: ${error.message}` };
    throw error;
  }
};

const applySubscription: Handler = async (stores, event, object, correlationId, now) => {
  const mapped = mapSubscription(object, event.connectionId);
  if (mapped.kind === "unreadable") return mapped;
  const { subscription } = mapped;
  const source = {
    provider: "stripe",
    connectionId: event.connectionId,
    recordId: subscription.recordId,
    eventId: event.eventId,
    eventType: event.eventType,
    observedAt: fromUnixSeconds(event.created),
    receivedAt: event.receivedAt,
  };
  const cause = { origin: event.connectionId, id: event.eventId, correlationId, state: { subscription, source, order: orderOf(event) } };
  return projectEntry(stores, { provider: "stripe", recordId: subscription.recordId }, cause, now);
};

const applyCustomer: Handler = async (stores, event, object, correlationId, now) => {
  const mapped = mapCustomer(object);
  if (mapped.kind === "unreadable") return mapped;
  const observed: ObservedCustomer = {
    provider: "stripe",
    ...mapped.customer,
    asOf: fromUnixSeconds(event.created),
    order: orderOf(event),
  };
  return projectCustomer(stores, observed, { origin: event.connectionId, id: event.eventId, correlationId }, now);
};

const handlers: Record<string, Handler> = {
  "customer.created": applyCustomer,
  "customer.updated": applyCustomer,
  "customer.subscription.created": applySubscription,
  "customer.subscription.updated": applySubscription,
  "customer.subscription.deleted": applySubscription,
  "customer.subscription.paused": applySubscription,
  "customer.subscription.resumed": applySubscription,
  "customer.subscription.trial_will_end": applySubscription,
  "customer.subscription.pending_update_applied": applySubscription,
  "customer.subscription.pending_update_expired": applySubscription,
};

/**
 * Order within one second of Stripe's clock: created before changes, deleted last, then by event id, so that any order of delivery
 * ends in one state.
 */
const orderOf = ({ eventType, eventId }: Received): string => {
  const rank = eventType.endsWith(".created") ? 0 : eventType.endsWith(".deleted") ? 2 : 1;
  return `${rank}#${eventId}`;
};
