import * as z from "zod/mini";
import { defineEvent } from "./define-event.ts";

/** A verified Stripe webhook. `payload` is Stripe's event object; it is left out above 200 KB, and the object is read again instead. */
export const stripeEventReceived = defineEvent("stripe.event.received", {
  source: "success.webhooks",
  data: z.object({
    connectionId: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    objectId: z.nullable(z.string()),
    apiVersion: z.nullable(z.string()),
    created: z.int(),
    livemode: z.boolean(),
    bodyHash: z.string(),
    receivedAt: z.string(),
    payload: z.nullable(z.unknown()),
  }),
  sample: {
    connectionId: "conn_sample",
    eventId: "evt_sample",
    eventType: "customer.created",
    objectId: "cus_sample",
    apiVersion: "2026-10-28.endive",
    created: 1_794_000_000,
    livemode: false,
    bodyHash: "b1946ac92492d2347c6235b4d2611184",
    receivedAt: "2026-11-06T17:20:00.000Z",
    payload: { id: "evt_sample", object: "event", type: "customer.created", data: { object: { id: "cus_sample", object: "customer" } } },
  },
});
