import { expect, test } from "vitest";
import { exponentOf, sumByCurrency } from "#lib/money/money.ts";

test("totals are kept apart by currency and sorted by code", () => {
  const total = sumByCurrency([
    { amount: 100, currency: "usd" },
    { amount: 5, currency: "eur" },
    { amount: 50, currency: "usd" },
  ]);
  expect(total).toEqual([
    { amount: 5, currency: "eur" },
    { amount: 150, currency: "usd" },
  ]);
});

test.each([
  ["jpy", 0],
  ["isk", 0],
  ["ugx", 0],
  ["kwd", 3],
  ["usd", 2],
] as const)("%s has %i decimals", (currency, exponent) => expect(exponentOf(currency)).toBe(exponent));
