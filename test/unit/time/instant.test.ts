import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, daysBetween, isTimeZone, localDateOf, startOfDay, toInstant, toLocalDate } from "#lib/time/instant.ts";

const zones = [
  "UTC",
  "America/Los_Angeles",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "America/Sao_Paulo",
  "Africa/Cairo",
  "Australia/Lord_Howe",
];
const instant = () => fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) }).map(toInstant);

test("days to a date are calendar days of the zone, never hours / 24 (E3)", () => {
  const now = toInstant("2026-03-31T06:30:00Z");
  const renewal = toInstant("2026-04-30T08:00:00Z");
  const days = (zone: string) => daysBetween(localDateOf(now, zone), localDateOf(renewal, zone));
  expect(days("America/Los_Angeles")).toBe(31);
  expect(days("UTC")).toBe(30);
});

test("the start of a day is the first instant that shows its date, in every zone", () => {
  fc.assert(
    fc.property(instant(), fc.constantFrom(...zones), (at, zone) => {
      const date = localDateOf(at, zone);
      const start = startOfDay(date, zone);
      expect(start <= at).toBe(true);
      expect(localDateOf(start, zone)).toBe(date);
      expect(localDateOf(toInstant(Date.parse(start) - 1), zone) < date).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test("a day that daylight saving begins at midnight starts at one o'clock", () => {
  expect(startOfDay(toLocalDate("2018-11-04"), "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
});

test("months are added on the same day of the month or its last day", () => {
  expect(addMonths(toLocalDate("2024-01-31"), 1)).toBe("2024-02-29");
  expect(addMonths(toLocalDate("2024-02-29"), 12)).toBe("2025-02-28");
  expect(addMonths(toLocalDate("2026-11-15"), 14)).toBe("2028-01-15");
});

test("adding days and counting them are inverse", () => {
  fc.assert(
    fc.property(instant(), fc.integer({ min: -5000, max: 5000 }), (at, days) => {
      const date = localDateOf(at, "UTC");
      return daysBetween(date, addDays(date, days)) === days;
    }),
  );
});

test.each(["2026-02-30", "2026-13-01", "26-01-01", "tomorrow"])("%s is no calendar date", (text) =>
  expect(() => toLocalDate(text)).toThrow(),
);

test.each(["Europe/Berlin", "Asia/Kolkata", "America/Argentina/Ushuaia", "Etc/GMT+5", "EST5EDT", "CET", "GMT", "UTC"])(
  "%s is a time zone",
  (zone) => expect(isTimeZone(zone)).toBe(true),
);

test.each(["+05:30", "-0300", "+00", "IST", "pst", "SystemV/PST8", "Mars/Olympus", "UTC+1", "Z", ""])("'%s' is no time zone", (zone) =>
  expect(isTimeZone(zone)).toBe(false),
);
