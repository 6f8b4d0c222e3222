import { datePrinter } from "./printers.ts";

/** What a renewal cell shows. `overdue` carries a glyph, `far` names the month, `unknown` says so. */
export type RenewalText = { kind: "unknown" | "overdue" | "today" | "days" | "far"; text: string };

const farDays = 365;

/** Prints calendar days to renewal: `12 d`, `today`, `3 d overdue`, `Mar 2028` beyond a year, `Unknown` when no date is known. */
export const formatRenewal = (days: number | null, date: string | null, locale: string): RenewalText => {
  if (days === null || date === null) return { kind: "unknown", text: "Unknown" };
  if (days < 0) return { kind: "overdue", text: `${-days} d overdue` };
  if (days === 0) return { kind: "today", text: "today" };
  if (days <= farDays) return { kind: "days", text: `${days} d` };
  const month = datePrinter(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(date));
  return { kind: "far", text: month };
};
