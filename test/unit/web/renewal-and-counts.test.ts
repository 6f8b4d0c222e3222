import { expect, test } from "vitest";
import { formatCount, formatPlural } from "../../../web/src/format/numbers.ts";
import { formatRenewal } from "../../../web/src/format/renewal.ts";

test.each([
  [null, null, "unknown", "Unknown"],
  [-3, "2026-11-21", "overdue", "3 d overdue"],
  [0, "2026-11-24", "today", "today"],
  [12, "2026-12-06", "days", "12 d"],
  [365, "2027-11-24", "days", "365 d"],
  [480, "2028-03-18", "far", "Mar 2028"],
] as const)("%s days to renewal", (days, date, kind, text) => {
  expect(formatRenewal(days, date, "en-GB")).toEqual({ kind, text });
});

test("counts have the locale's separators, and their word agrees", () => {
  expect(formatCount(3412, "en-US")).toBe("3,412");
  const words = { one: "contract", other: "contracts" };
  expect([0, 1, 2, 3412].map((count) => formatPlural(count, words, "en-US"))).toEqual([
    "0 contracts",
    "1 contract",
    "2 contracts",
    "3,412 contracts",
  ]);
});
