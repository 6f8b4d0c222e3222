import fc from "fast-check";
import { expect, test } from "vitest";
import { exponentOf } from "#lib/money/amounts.ts";
import { formatExactMinor, formatMoney, formatTotals } from "../../../web/src/format/money.ts";

const usd = (amount: number) => ({ amount, currency: "usd" });

test.each([
  ["a cell has whole units", usd(800_049), "cell", "$8,000"],
  ["a true zero prints as zero", usd(0), "cell", "$0"],
  ["what rounds to nothing has no sign", usd(-20), "cell", "$0"],
  ["a card is exact to a unit below a million", usd(40_125_000), "card", "$401,250"],
  ["a card is compact from a million on", usd(482_000_000), "card", "$4.82M"],
  ["a short amount is compact from ten thousand on", usd(1_568_600), "short", "$15.7K"],
  ["a short amount below that stays whole", usd(78_300), "short", "$783"],
  ["an exact amount has its decimals", usd(96_000_05), "exact", "$96,000.05"],
  ["yen have no minor unit", { amount: 990_450, currency: "jpy" }, "exact", "¥990,450"],
  ["dinars have three decimals", { amount: 1_234_567, currency: "kwd" }, "exact", "KWD 1,234.567"],
  ["forints have two decimals, whatever Intl thinks", { amount: 1_234_500, currency: "huf" }, "exact", "HUF 12,345.00"],
] as const)("%s", (_, amount, style, text) => {
  expect(formatMoney(amount, style, "en-US").replaceAll("\u00a0", " ")).toBe(text);
});

test("the workspace's locale writes it", () => {
  expect(formatMoney(usd(800_000), "cell", "de-DE")).toBe("8.000\u00a0$");
});

test("currencies are never added: each has its own total, the display currency first", () => {
  const totals = [usd(100), { amount: 200, currency: "eur" }, { amount: 300, currency: "gbp" }];
  expect(formatTotals(totals, "cell", "en-US", null)).toEqual(["€2", "£3", "$1"]);
  expect(formatTotals(totals, "cell", "en-US", "USD")).toEqual(["$1", "€2", "£3"]);
  expect(formatTotals([], "cell", "en-US", null)).toEqual([]);
});

test.each([
  ["4000", "$40.00"],
  ["0.25", "$0.0025"],
  ["100/3", "$0.333333…"],
  ["-150/2", "-$0.75"],
])("an exact amount of %s cents prints as %s", (minor, text) => {
  expect(formatExactMinor(minor, "usd", "en-US")).toBe(text);
});

test("no amount of any currency prints as no number, and none has more decimals than its minor unit", () => {
  const currencies = Intl.supportedValuesOf("currency").map((code) => code.toLowerCase());
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.maxSafeInteger(), (currency, amount) => {
      const text = formatMoney({ amount, currency }, "exact", "en-US");
      expect(text).toMatch(/\d/);
      expect(text).not.toMatch(/NaN|Infinity/);
      expect(/\.(\d+)$/.exec(text)?.[1]?.length ?? 0).toBe(exponentOf(currency));
    }),
  );
});
