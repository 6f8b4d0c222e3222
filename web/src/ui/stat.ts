import type { Meaning } from "./meaning.ts";

/** `exact` is the full amount behind a compact one. */
export type Stat = {
  key: string;
  label: string;
  value: string;
  exact?: string;
  more?: string;
  hints: readonly { text: string; bad?: boolean }[];
  meaning?: Meaning;
  filter?: { pressed: boolean; toggle: () => void };
};
