import { createHash } from "node:crypto";
import Stripe from "stripe";
import * as z from "zod/mini";
import { type OutgoingEvent, stripeEventReceived } from "#events/index.ts";
import type { WebhookAddress } from "../../connections/connection.ts";
import { Failure } from "../../http/failure.ts";
import { type Instant, toMillis } from "../../time/instant.ts";

const toleranceSeconds = 300;
const futureToleranceSeconds = 60;
const largestPayloadBytes = 200 * 1024;

const StripeEvent = z.object({
  id: z.string().check(z.minLength(1)),
  object: z.literal("event"),
  type: z.string(),
  created: z.int().check(z.gte(0), z.lte(253_402_300_799)),
  livemode: z.boolean(),
  api_version: z.optional(z.nullable(z.string())),
  data: z.object({ object: z.looseObject({ id: z.optional(z.nullable(z.string())) }) }),
});

/**
 * Checks Stripe's signature over the raw body with every active secret (the provider's own check, 300 seconds back, and ours: not in
 * the future). Answers undefined for a thin event, which is acknowledged and left alone. Throws `invalid_signature`, or `invalid_request` for a signed body that is no Stripe event.
 */
export const verifyStripeWebhook = (body: string, signature: string | undefined, secrets: readonly string[], now: Instant): unknown => {
  if (!signature) throw new Failure("invalid_signature", { detail: "The Stripe-Signature header is missing" });
  refuseFuture(signature, now);
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds, undefined, toMillis(now));
    } catch (cause) {
      if (isThinEvent(cause, body)) return undefined;
      if (cause instanceof SyntaxError) throw new Failure("invalid_request", { detail: "The signed body is not a Stripe event", cause });
    }
  }
  throw new Failure("invalid_signature");
};

const refuseFuture = (signature: string, now: Instant): void => {
  const timestamp = /(?:^|,)\s*t=(\d+)/.exec(signature)?.[1];
  if (timestamp !== undefined && Number(timestamp) * 1000 > toMillis(now) + futureToleranceSeconds * 1000) {
    throw new Failure("invalid_signature", { detail: "The signature's time lies in the future" });
  }
};

const isSignatureError = (error: unknown): boolean =>
  error instanceof Error && "type" in error && error.type === "StripeSignatureVerificationError";

/** A thin event of Stripe's second API: signed, but nothing that we asked for. */
const isThinEvent = (cause: unknown, body: string): boolean =>
  !isSignatureError(cause) && /"object"\s*:\s*"v2\.core\.event"/.test(body.slice(0, 2000));

/** The bus event of a verified webhook. Its id follows from connection and Stripe event, so a redelivery carries the same one. */
export const toBusEvent = (event: unknown, body: string, address: WebhookAddress, requestId: string, now: Instant): OutgoingEvent => {
  const parsed = z.safeParse(StripeEvent, event);
  if (!parsed.success) throw new Failure("invalid_request", { detail: "The signed body is not a Stripe event" });
  const { id, type, created, livemode, api_version: apiVersion, data } = parsed.data;
  return {
    type: stripeEventReceived.type,
    source: stripeEventReceived.source,
    detail: {
      id: `${address.connectionId}:${id}`,
      workspaceId: address.workspaceId,
      occurredAt: now,
      correlationId: requestId,
      data: z.parse(stripeEventReceived.data, {
        connectionId: address.connectionId,
        eventId: id,
        eventType: type,
        objectId: data.object.id ?? null,
        apiVersion: apiVersion ?? null,
        created,
        livemode,
        bodyHash: createHash("sha256").update(body).digest("hex"),
        receivedAt: now,
        payload: Math.max(Buffer.byteLength(body), Buffer.byteLength(JSON.stringify(event))) > largestPayloadBytes ? null : event,
      }),
    },
  };
};
