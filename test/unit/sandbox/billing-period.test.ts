import fc from "fast-check";
import { expect, test } from "vitest";
import { addIntervals, type Interval, periodAt } from "#test/sandbox/stripe/billing-period.ts";

const at = (text: string) => Date.parse(text) / 1000;

test.each<[string, Interval, number, string]>([
  ["2026-01-31T08:30:00Z", "month", 1, "2026-02-28T08:30:00Z"],
  ["2026-01-31T08:30:00Z", "month", 2, "2026-03-31T08:30:00Z"],
  ["2026-11-15T00:00:00Z", "month", 3, "2027-02-15T00:00:00Z"],
  ["2024-02-29T12:00:00Z", "year", 1, "2025-02-28T12:00:00Z"],
  ["2026-03-31T23:59:59Z", "month", -1, "2026-02-28T23:59:59Z"],
])("from %s by %s, %i on: %s", (anchor, interval, count, expected) => {
  expect(addIntervals(at(anchor), interval, count)).toBe(at(expected));
});

test("the period at any moment holds it, and the next one begins where it ends", () => {
  const moments = fc.integer({ min: 1_600_000_000, max: 2_000_000_000 });
  fc.assert(
    fc.property(moments, fc.constantFrom<Interval>("month", "year"), fc.nat(200_000_000), (anchor, interval, later) => {
      const period = periodAt(anchor, interval, anchor + later);
      expect(period.start).toBeLessThanOrEqual(anchor + later);
      expect(period.end).toBeGreaterThan(anchor + later);
      expect(periodAt(anchor, interval, period.end).start).toBe(period.end);
    }),
  );
});
