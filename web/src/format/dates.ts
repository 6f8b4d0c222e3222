import { datePrinter } from "./printers.ts";

/** Where and when dates are read: the workspace's locale and zone, and the clock's reading in milliseconds. */
export type Reading = { locale: string; timeZone: string; nowMs: number };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const relativeDays = 7;

/** Prints an instant for reading: `just now`, `2 min ago`, `3 h ago`, `yesterday 14:02`, `3 days ago`, then `12 Nov`, with the year when it is another. */
export const formatWhen = (iso: string, reading: Reading): string => {
  const at = Date.parse(iso);
  const days = calendarDays(at, reading.nowMs, reading.timeZone);
  const age = reading.nowMs - at;
  if (age < -minuteMs) return formatDay(at, reading);
  if (age < minuteMs) return "just now";
  if (age < hourMs) return `${Math.floor(age / minuteMs)} min ago`;
  if (days === 0) return `${Math.floor(age / hourMs)} h ago`;
  if (days === 1) return `yesterday ${formatClock(at, reading)}`;
  if (days <= relativeDays) return `${days} days ago`;
  return formatDay(at, reading);
};

/** Prints how old something is, without words around it: `now`, `2 min`, `3 h`, `4 d`. */
export const formatAge = (iso: string, nowMs: number): string => {
  const age = nowMs - Date.parse(iso);
  if (age < minuteMs) return "now";
  if (age < hourMs) return `${Math.floor(age / minuteMs)} min`;
  if (age < 48 * hourMs) return `${Math.floor(age / hourMs)} h`;
  return `${Math.floor(age / (24 * hourMs))} d`;
};

/** Prints an instant in full with its zone, for titles and receipts: `24 Nov 2026, 14:02:11 Europe/Berlin`. */
export const formatInstant = (iso: string, { locale, timeZone }: Reading): string => {
  const text = datePrinter(locale, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23", timeZone }).format(Date.parse(iso));
  return `${text} ${timeZone}`;
};

/** Prints a date without time (`YYYY-MM-DD`), which has no zone. */
export const formatDate = (date: string, locale: string): string =>
  datePrinter(locale, { dateStyle: "medium", timeZone: "UTC" }).format(Date.parse(date));

/** Prints a moment that something has lasted since: `14:02` today, `12 Nov, 14:02` before. */
export const formatSince = (iso: string, reading: Reading): string => {
  const at = Date.parse(iso);
  const clock = formatClock(at, reading);
  return calendarDays(at, reading.nowMs, reading.timeZone) === 0 ? clock : `${formatDay(at, reading)}, ${clock}`;
};

const formatClock = (at: number, { locale, timeZone }: Reading): string =>
  datePrinter(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(at);

const formatDay = (at: number, { locale, timeZone, nowMs }: Reading): string => {
  const year = (ms: number) => datePrinter("en", { year: "numeric", timeZone }).format(ms);
  const other = year(at) !== year(nowMs);
  return datePrinter(locale, { day: "numeric", month: "short", ...(other ? { year: "numeric" } : {}), timeZone }).format(at);
};

const calendarDays = (from: number, to: number, timeZone: string): number => {
  const day = datePrinter("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
  return Math.round((Date.parse(day.format(to)) - Date.parse(day.format(from))) / (24 * hourMs));
};
