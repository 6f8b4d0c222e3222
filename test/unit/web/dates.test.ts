import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAge, formatDate, formatInstant, formatSince, formatWhen } from "../../../web/src/format/dates.ts";

const now = "2026-11-24T15:00:00Z";
const reading = { locale: "en-GB", timeZone: "UTC", nowMs: Date.parse(now) };

test.each([
  ["2026-11-24T14:59:30Z", "just now"],
  ["2026-11-24T15:00:20Z", "just now"],
  ["2026-11-24T14:58:00Z", "2 min ago"],
  ["2026-11-24T12:00:00Z", "3 h ago"],
  ["2026-11-23T14:02:00Z", "yesterday 14:02"],
  ["2026-11-22T15:00:00Z", "2 days ago"],
  ["2026-11-17T23:00:00Z", "7 days ago"],
  ["2026-11-16T15:00:00Z", "16 Nov"],
  ["2025-11-16T15:00:00Z", "16 Nov 2025"],
  ["2026-12-06T00:00:00Z", "6 Dec"],
  ["2027-01-06T00:00:00Z", "6 Jan 2027"],
])("%s reads as %s", (at, text) => {
  expect(formatWhen(at, reading)).toBe(text);
});

test("days are the workspace's days, not the reader's", () => {
  const early = "2026-11-24T01:30:00Z";
  expect(formatWhen(early, reading)).toBe("13 h ago");
  expect(formatWhen(early, { ...reading, timeZone: "America/New_York" })).toBe("yesterday 20:30");
});

test.each([
  ["2026-11-24T14:59:45Z", "now"],
  ["2026-11-24T14:58:00Z", "2 min"],
  ["2026-11-24T12:00:00Z", "3 h"],
  ["2026-11-22T16:00:00Z", "47 h"],
  ["2026-11-20T12:00:00Z", "4 d"],
])("the age of %s is %s", (at, text) => {
  expect(formatAge(at, reading.nowMs)).toBe(text);
});

test("a moment says its day when it was not today", () => {
  expect(formatSince("2026-11-24T14:02:00Z", reading)).toBe("14:02");
  expect(formatSince("2026-11-21T14:02:00Z", reading)).toBe("21 Nov, 14:02");
});

test("an instant in full names its zone; a date has none", () => {
  expect(formatInstant("2026-11-24T14:02:11Z", { ...reading, timeZone: "Europe/Berlin" })).toBe("24 Nov 2026, 15:02:11 Europe/Berlin");
  expect(formatDate("2026-12-06", "en-GB")).toBe("6 Dec 2026");
});

test("any instant reads as some text in any zone", () => {
  const zones = ["UTC", "Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu", "America/St_Johns"];
  const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (at, timeZone) => {
      expect(formatWhen(at.toISOString(), { ...reading, timeZone })).not.toMatch(/NaN|Invalid|-\d/);
    }),
  );
});
