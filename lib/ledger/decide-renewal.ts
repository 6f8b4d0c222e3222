import { addDays, addMonths, daysBetween, type Instant, type LocalDate, localDateOf, startOfDay, toLocalDate } from "../time/instant.ts";
import { type BillingSubscription, scheduledEnd } from "./billing-subscription.ts";

/** When an entry renews or ends. `date` is the first day not covered; `assumed` = the provider has not confirmed that the term rolled on. */
export type Renewal = {
  date: LocalDate | null;
  kind: "term" | "rolling" | null;
  assumed: boolean;
  endsOn: LocalDate | null;
  endReached: boolean;
};

const termMonths = 3;
const expiringDays = 30;

/**
 * Renewal of a billing subscription (domain rule 5): the earliest period end of the items that make it; a scheduled cancel makes it an end.
 * An interval of three months or more is a `term`, anything shorter rolls, and beside a term it says nothing about renewal. On its date
 * an entry rolls one term on, assumed until the provider confirms.
 */
export const decideRenewal = (record: BillingSubscription, zone: string, now: Instant): Renewal => {
  const today = localDateOf(now, zone);
  const end = scheduledEnd(record);
  const recurring = record.items.filter((item) => item.price.interval !== null && item.price.usage === "licensed");
  const terms = recurring.filter((item) => monthsOf(item.price) >= termMonths);
  const kind = recurring.length === 0 ? null : terms.length > 0 ? "term" : "rolling";
  if (end) {
    const endsOn = localDateOf(end, zone);
    return { date: endsOn, kind, assumed: false, endsOn, endReached: end <= now };
  }
  const next = [...(terms.length > 0 ? terms : recurring)].sort((a, b) => (a.periodEnd < b.periodEnd ? -1 : 1))[0];
  if (!next) return { date: null, kind, assumed: false, endsOn: null, endReached: false };
  const first = localDateOf(next.periodEnd as Instant, zone); // safe: mapped with fromUnixSeconds
  const date = rollOn(first, next.price, today);
  return { date, kind, assumed: date !== first, endsOn: null, endReached: false };
};

/** True when the entry shows as expiring: a term, or a known end, within 30 calendar days. */
export const isExpiring = (renewal: Renewal, today: LocalDate): boolean => {
  if (renewal.date === null || (renewal.kind !== "term" && renewal.endsOn === null)) return false;
  const days = daysBetween(today, renewal.date);
  return days >= 0 && days <= expiringDays;
};

/** The local midnights at which time alone changes status or dates: 30 days before the date, and the date, when a term rolls on. */
export const renewalChanges = (renewal: Renewal, zone: string): Instant[] =>
  renewal.date === null ? [] : [addDays(renewal.date, -expiringDays), renewal.date].map((date) => startOfDay(date, zone));

type Interval = { interval: string | null; intervalCount: number };

const monthsOf = ({ interval, intervalCount }: Interval): number => {
  if (interval === "year") return 12 * intervalCount;
  if (interval === "month") return intervalCount;
  return (interval === "week" ? 7 * intervalCount : intervalCount) / 31;
};

const rollOn = (first: LocalDate, price: Interval, today: LocalDate): LocalDate => {
  for (let terms = 0; terms < 10_000; terms++) {
    const date = addTerms(first, price, terms);
    if (date > today) return date;
  }
  return today;
};

const addTerms = (date: LocalDate, { interval, intervalCount }: Interval, terms: number): LocalDate => {
  if (interval === "year") return addMonths(date, 12 * intervalCount * terms);
  if (interval === "month") return addMonths(date, intervalCount * terms);
  return toLocalDate(addDays(date, (interval === "week" ? 7 : 1) * intervalCount * terms));
};
