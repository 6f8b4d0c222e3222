import { component } from "./keys.ts";

/** The sort value of something unknown: after every known value. */
export const unknownLast = "~";

const digits = 16;
const largest = 10 ** 15;

/** Text for sorting: folded, cut and padded to a fixed width. */
export const sortText = (text: string, width = 40): string =>
  Array.from(fold(text).toWellFormed()).slice(0, width).join("").padEnd(width, " ");

/** A number as fixed-width text that sorts descending. Values beyond ±10^15 sort as that bound. */
export const descending = (value: number): string => {
  const bounded = Math.max(-largest, Math.min(largest, value));
  return String(largest - bounded).padStart(digits, "0");
};

/** A sort value: its parts and at last the row's id, so that every value is unique. */
export const sortValue = (id: string, ...parts: string[]): string => [...parts, component(id)].join("#");

/** Case and diacritics folded; `#` is the separator of sort values and becomes a space. */
export const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("#", " ");
