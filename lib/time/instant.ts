/** An ISO 8601 UTC instant with milliseconds, e.g. `2026-11-24T15:00:00.000Z`. Strings of this type sort by time. */
export type Instant = string & { readonly instant: unique symbol };

/** A calendar date without time, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly localDate: unique symbol };

const dayMs = 86_400_000;

/** Parses any ISO 8601 text or epoch milliseconds. Throws a RangeError when it names no instant. */
export const toInstant = (value: string | number): Instant => {
  const text = new Date(value).toISOString();
  return text as Instant; // safe: toISOString is the format that Instant names
};

/** Providers' Unix seconds as an instant. */
export const fromUnixSeconds = (seconds: number): Instant => toInstant(seconds * 1000);

/** Epoch milliseconds of an instant. */
export const toMillis = (instant: Instant): number => Date.parse(instant);

/** The instant `ms` milliseconds later. */
export const addMillis = (instant: Instant, ms: number): Instant => toInstant(toMillis(instant) + ms);

/** Reads the clock. Only entry points call this; everything below takes `now` as an argument. */
export const readClock = (): Instant => toInstant(Date.now());

/** Checks and brands a `YYYY-MM-DD`. Throws a RangeError when the day does not exist. */
export const toLocalDate = (text: string): LocalDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) !== text) {
    throw new RangeError(`not a calendar date: ${text}`);
  }
  return text as LocalDate; // safe: the line above checked form and existence
};

/** The calendar date that clocks in `zone` (IANA name) show at `instant`. */
export const localDateOf = (instant: Instant, zone: string): LocalDate => toLocalDate(wallClock(toMillis(instant), zone).slice(0, 10));

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. Hours and daylight saving play no part. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / dayMs;

/** The date `days` calendar days later. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  toLocalDate(new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10));

/** The date `months` calendar months later, on the same day of the month or the month's last day. */
export const addMonths = (date: LocalDate, months: number): LocalDate => {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toLocalDate(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10));
};

/**
 * The first instant of a calendar day in a zone. Where daylight saving skips midnight, the first instant that shows this date.
 */
export const startOfDay = (date: LocalDate, zone: string): Instant => {
  const wanted = `${date} 00:00:00`;
  const guess = Date.parse(`${date}T00:00:00Z`);
  const candidates = [-dayMs, 0, dayMs]
    .map((shift) => guess - offsetMs(guess + shift, zone))
    .filter((ms) => wallClock(ms, zone) >= wanted && wallClock(ms - 1, zone) < wanted);
  return toInstant(candidates.length > 0 ? Math.min(...candidates) : firstInstantAfterGap(date, zone, guess));
};

/**
 * True when `zone` is the name of an IANA time zone that the runtime knows. An offset is none: it has no daylight saving. Nor is what ICU
 * knows beside them: old abbreviations such as `IST`, which mean several places, and `SystemV/…`.
 */
export const isTimeZone = (zone: string): boolean => {
  if (notIana.test(zone)) return false;
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
};

const notIana =
  /^(?:[+-].*|SystemV\/.*|ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST)$/i;

const firstInstantAfterGap = (date: LocalDate, zone: string, guess: number): number => {
  let [before, after] = [guess - dayMs, guess + dayMs];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClock(middle, zone).slice(0, 10) < date) before = middle;
    else after = middle;
  }
  return after;
};

const offsetMs = (ms: number, zone: string): number =>
  Date.parse(`${wallClock(ms, zone).replace(" ", "T")}Z`) - Math.floor(ms / 1000) * 1000;

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  formatters.set(zone, made);
  return made;
};

const wallClock = (ms: number, zone: string): string => formatter(zone).format(ms);
