import { exponentOf } from "#lib/money/amounts.ts";
import type { Money } from "#lib/money/money.ts";
import { numberPrinter } from "./printers.ts";

/** `cell` whole units; `card` compact from a million on; `short` compact from ten thousand on; `exact` every decimal the currency has. */
export type MoneyStyle = "cell" | "card" | "short" | "exact";

const compactFrom: Record<MoneyStyle, number> = {
  cell: Number.POSITIVE_INFINITY,
  card: 1_000_000,
  short: 10_000,
  exact: Number.POSITIVE_INFINITY,
};

/** Prints one amount for people, such as `$8,000`, `$4.82M` or `¥120`. A true zero prints as zero of its currency. */
export const formatMoney = ({ amount, currency }: Money, style: MoneyStyle, locale: string): string => {
  const exponent = exponentOf(currency.toLowerCase());
  const units = amount / 10 ** exponent;
  const compact = Math.abs(units) >= compactFrom[style];
  const decimals = style === "exact" ? exponent : 0;
  return printer(locale, currency, compact ? "compact" : decimals).format(units);
};

const printer = (locale: string, currency: string, precision: number | "compact"): Intl.NumberFormat => {
  const digits: Intl.NumberFormatOptions =
    precision === "compact"
      ? { notation: "compact", maximumSignificantDigits: 3 }
      : { minimumFractionDigits: precision, maximumFractionDigits: precision };
  return numberPrinter(locale, { style: "currency", currency, signDisplay: "negative", ...digits });
};

/** Prints one total for each currency, never one sum over currencies: the display currency first, then by code. None prints nothing. */
export const formatTotals = (totals: readonly Money[], style: MoneyStyle, locale: string, displayCurrency: string | null): string[] =>
  [...totals]
    .sort((a, b) => rank(a, displayCurrency) - rank(b, displayCurrency) || compare(a.currency, b.currency))
    .map((total) => formatMoney(total, style, locale));

const rank = ({ currency }: Money, displayCurrency: string | null): number => (currency === displayCurrency?.toLowerCase() ? 0 : 1);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Prints an exact decimal amount of minor units, given as a decimal or a fraction such as `100/3`, in units: `$40.00`, `$0.0025`, `$33.3333…`. */
export const formatExactMinor = (minor: string, currency: string, locale: string): string => {
  const [numerator = "", denominator = "1"] = minor.split("/");
  const exponent = exponentOf(currency.toLowerCase());
  const units = Number(numerator) / Number(denominator) / 10 ** exponent;
  const digits = exponent + 4;
  const text = numberPrinter(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: digits,
  }).format(units);
  return isWhole(units * 10 ** digits) ? text : `${text}…`;
};

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;
