import { setTimeout as wait } from "node:timers/promises";
import { happens, type Random } from "../random.ts";
import { postWebhook, type WebhookTarget } from "./post-webhook.ts";
import { createSlots } from "./slots.ts";
import { keepUndelivered } from "./undelivered.ts";
import type { WireEvent } from "./wire.ts";

export type DeliveryOptions = WebhookTarget & {
  random: Random;
  /** Called after an event was accepted for the first time. */
  accepted?: () => void;
  /** Told when an event keeps failing, and when everything has been accepted after that. */
  report?: (line: string) => void;
  /** Wait before the second attempt; each further one waits twice as long, up to `longestRetryMs`. */
  firstRetryMs?: number;
  longestRetryMs?: number;
  /** How many requests run at once. */
  concurrency?: number;
  /** Shares of the events, 0 to 1, that are sent late (so that others overtake them) and twice. */
  lateShare?: number;
  twiceShare?: number;
};

export type Delivery = {
  /** Sends each event until it is accepted. A late one, and a second copy, wait up to `lateMs`. */
  send(events: readonly WireEvent[], lateMs: number): void;
  /** What has not been accepted yet, in the order in which it was given. */
  undelivered(): WireEvent[];
  /** How many different events were accepted. */
  sent(): number;
  /** Resolves as soon as nothing is undelivered; rejects when the delivery is stopped before. */
  settled(): Promise<void>;
  /** Ends all sending at once; what is undelivered stays so. */
  stop(): Promise<void>;
};

/** Delivers webhooks as Stripe does: signed, at least once, at times late, twice or out of order, and again until they are accepted. */
export const startDelivery = (options: DeliveryOptions): Delivery => {
  const { random, lateShare = 0.1, twiceShare = 0.1 } = options;
  const stopping = new AbortController();
  const slots = createSlots(options.concurrency ?? 4);
  const undelivered = keepUndelivered();
  const trouble = watchTrouble(options.report);
  const running = new Set<Promise<void>>();
  let sent = 0;

  const pause = (ms: number) => wait(ms, undefined, { signal: stopping.signal });
  const post = (event: WireEvent) => slots.use(() => postWebhook(options, event, stopping.signal));
  const deliver = async (event: WireEvent, delayMs: number, copyAfterMs: number | null) => {
    await pause(delayMs);
    await postUntilAccepted(options, () => post(event), pause, trouble.refused);
    undelivered.remove(event);
    sent += 1;
    options.accepted?.();
    if (undelivered.list().length === 0) trouble.over();
    if (copyAfterMs === null) return;
    await pause(copyAfterMs);
    await post(event);
  };
  const send: Delivery["send"] = (events, lateMs) => {
    undelivered.add(events);
    const sometimes = (share: number) => (happens(random, share) ? random.next() * lateMs : null);
    for (const event of events) {
      const delivered = unlessStopped(deliver(event, sometimes(lateShare) ?? 0, sometimes(twiceShare)), stopping.signal);
      running.add(delivered);
      void delivered.then(() => running.delete(delivered));
    }
  };
  const stop = async () => {
    stopping.abort();
    undelivered.giveUp(new Error("The sandbox was stopped before all of its webhooks were accepted."));
    await Promise.all(running);
  };
  return { send, undelivered: undelivered.list, sent: () => sent, settled: undelivered.empty, stop };
};

// Stopping interrupts every pause; anything else that goes wrong is a mistake in this program and must be seen.
const unlessStopped = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  work.catch((error) => {
    if (!signal.aborted) throw error;
  });

type Retries = Pick<DeliveryOptions, "firstRetryMs" | "longestRetryMs">;
type Post = () => Promise<string | undefined>;
type Refused = (reason: string, attempts: number) => void;

const postUntilAccepted = async (
  { firstRetryMs = 500, longestRetryMs = 30_000 }: Retries,
  post: Post,
  pause: (ms: number) => Promise<void>,
  refused: Refused,
): Promise<void> => {
  let retryMs = firstRetryMs;
  for (let attempts = 1; ; attempts++) {
    const reason = await post();
    if (reason === undefined) return;
    await pause(retryMs);
    refused(reason, attempts);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }
};

const reportedAttempt = 3;

/** One line when an event was refused three times, the next one only after everything was accepted in between. */
const watchTrouble = (report: (line: string) => void = () => {}) => {
  let reported = false;
  return {
    refused: (reason: string, attempts: number) => {
      if (reported || attempts < reportedAttempt) return;
      reported = true;
      report(`The sandbox's webhooks are not accepted (${reason}); it tries again.`);
    },
    over: () => {
      if (reported) report("The sandbox's webhooks are accepted again.");
      reported = false;
    },
  };
};
