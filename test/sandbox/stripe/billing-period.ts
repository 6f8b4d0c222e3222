export type UnixSeconds = number;
export type Interval = "month" | "year";
export type Period = { start: UnixSeconds; end: UnixSeconds };

/** The moment `count` intervals after `anchor` (UTC): the anchor's day of the month and time, or the month's last day where it is shorter. */
export const addIntervals = (anchor: UnixSeconds, interval: Interval, count: number): UnixSeconds => {
  const from = new Date(anchor * 1000);
  const month = from.getUTCMonth() + count * (interval === "year" ? 12 : 1);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const date = Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), lastDay));
  return Math.floor(date / 1000) + (anchor % 86_400);
};

/** The billing period that holds `at`. Periods follow each other without gap from `anchor` on; before it, the first one. */
export const periodAt = (anchor: UnixSeconds, interval: Interval, at: UnixSeconds): Period => {
  const days = interval === "year" ? 366 : 31;
  let count = Math.max(0, Math.floor((at - anchor) / (days * 86_400)));
  while (addIntervals(anchor, interval, count + 1) <= at) count += 1;
  return { start: addIntervals(anchor, interval, count), end: addIntervals(anchor, interval, count + 1) };
};
