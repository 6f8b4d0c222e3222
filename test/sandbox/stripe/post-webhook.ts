import Stripe from "stripe";
import type { WireEvent } from "./wire.ts";

/** Where webhooks go: an origin, e.g. `http://127.0.0.1:4000`, the connection there and its webhook secret (`whsec_…`). */
export type WebhookTarget = { target: string; connectionId: string; secret: string };

const answerWithinMs = 10_000;

/** Signs an event with the present time and posts it once. Answers undefined when it was accepted (2xx), else why not, in a few words. */
export const postWebhook = async (to: WebhookTarget, event: WireEvent, signal: AbortSignal): Promise<string | undefined> => {
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: to.secret });
  try {
    const response = await fetch(`${to.target}/v3/rest/success/webhooks/stripe/${to.connectionId}`, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
      body: payload,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    await response.arrayBuffer();
    return response.ok ? undefined : `status ${response.status}`;
  } catch (error) {
    const { cause, message } = error instanceof Error ? error : new Error(String(error));
    return cause instanceof Error && cause.message ? cause.message : message;
  }
};
