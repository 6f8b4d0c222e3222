import type { WireEvent } from "./wire.ts";

/** The events that nobody has accepted yet. */
export type Undelivered = {
  add(events: readonly WireEvent[]): void;
  remove(event: WireEvent): void;
  list(): WireEvent[];
  /** Resolves as soon as the list is empty; rejects when it is given up before. */
  empty(): Promise<void>;
  giveUp(reason: Error): void;
};

/** Keeps the events that are under way, in the order in which they were given. */
export const keepUndelivered = (): Undelivered => {
  const events = new Map<string, WireEvent>();
  let waiting: PromiseWithResolvers<void>[] = [];
  return {
    add: (added) => {
      for (const event of added) events.set(event.id, event);
    },
    remove: (event) => {
      events.delete(event.id);
      if (events.size > 0) return;
      for (const { resolve } of waiting) resolve();
      waiting = [];
    },
    list: () => [...events.values()],
    empty: async () => {
      if (events.size === 0) return;
      const waiter = Promise.withResolvers<void>();
      waiting.push(waiter);
      await waiter.promise;
    },
    giveUp: (reason) => {
      for (const { reject } of waiting) reject(reason);
      waiting = [];
    },
  };
};
