import { useSyncExternalStore } from "react";

type Spoken = { polite: string; assertive: string };

let spoken: Spoken = { polite: "", assertive: "" };
const listeners = new Set<() => void>();

/** Says something to screen readers: counts and saves politely, failed writes at once. */
export const announce = (text: string, how: keyof Spoken = "polite"): void => {
  spoken = { ...spoken, [how]: text };
  for (const listener of listeners) listener();
};

export const useSpoken = (): Spoken => useSyncExternalStore(subscribe, () => spoken);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
