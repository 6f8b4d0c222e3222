import Stripe from "stripe";
import { serve } from "#infra/local/http-server.ts";

export const secret = "whsec_for_the_test";

/** One webhook as it arrived; `signedAt` is the signature's time in Unix seconds. */
export type Arrival = { id: string; type: string; path: string; signedAt: number; status: number };

/** Says what an arrival is answered: `attempt` counts those of one event from 1. */
export type Answer = (attempt: number, eventId: string) => number;

/** An endpoint on the loopback interface that checks every signature as the product does and remembers what came. */
export const startReceiver = async (answer: Answer = () => 200) => {
  const arrivals: Arrival[] = [];
  const waiting = new Set<() => void>();
  let [running, most] = [0, 0];
  const server = await serve(0, async ({ path, headers, body }) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    const header = headers["stripe-signature"] ?? "";
    const { id, type } = Stripe.webhooks.constructEvent(body, header, secret);
    const status = answer(arrivals.filter((each) => each.id === id).length + 1, id);
    arrivals.push({ id, type, path, signedAt: Number(/t=(\d+)/.exec(header)?.[1]), status });
    running -= 1;
    for (const check of waiting) check();
    return { status };
  });
  /** Waits until what has arrived is as wanted. */
  const until = (wanted: (arrivals: readonly Arrival[]) => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!wanted(arrivals)) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const accepted = () => arrivals.filter(({ status }) => status === 200);
  return { origin: server.origin, stop: server.stop, arrivals, accepted, until, mostAtOnce: () => most };
};
