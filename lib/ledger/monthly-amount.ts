import { add, divide, multiply, parseDecimal, type Rational, rational, roundTo, zero } from "../money/rational.ts";
import type { BillingItem, BillingPrice } from "./billing-subscription.ts";

/** Why an item has no monthly amount: it is no MRR by rule, or it cannot be known from what is stored. */
export type Unmeasured = "metered" | "one_off" | "tiers_not_read" | "amount_not_read" | "discount_not_read" | "currency_differs";

/** The monthly value of one item in exact minor units, or the reason why there is none. `excluded` = the rule says it is not MRR. */
export type MonthlyAmount =
  | { kind: "measured"; perPeriod: Rational; monthly: Rational; flag: "tax_rate_unknown" | null }
  | { kind: "excluded" | "unmeasured"; reason: Unmeasured };

/** Periods in a year by interval (domain rule 2). */
export const periodsPerYear = { day: 365n, week: 52n, month: 12n, year: 1n } as const;

/**
 * `monthly(item) = amount(quantity) × perYear / (12 × interval_count)` (domain rule 2), exact, before any rounding.
 * An inclusive price is divided by 1 + rate; with the rate unknown it stays gross and carries a flag.
 * Metered usage and one-off prices are not MRR. What a discount or an unread tier would change is never guessed.
 */
export const monthlyAmount = (item: BillingItem, currency: string): MonthlyAmount => {
  const { price } = item;
  if (price.interval === null) return { kind: "excluded", reason: "one_off" };
  if (price.usage === "metered") return { kind: "excluded", reason: "metered" };
  if (price.currency !== currency) return { kind: "unmeasured", reason: "currency_differs" };
  if (item.discounted) return { kind: "unmeasured", reason: "discount_not_read" };
  const gross = amountFor(price, item.quantity);
  if (typeof gross === "string") return { kind: "unmeasured", reason: gross };
  const percent = price.taxInclusive && item.inclusiveTaxPercent !== null ? parseDecimal(item.inclusiveTaxPercent) : undefined;
  const perPeriod = percent ? divide(gross, add(rational(1), divide(percent, rational(100)))) : gross;
  const perMonth = rational(periodsPerYear[price.interval], 12n * BigInt(price.intervalCount));
  const flag = price.taxInclusive && !percent ? "tax_rate_unknown" : null;
  return { kind: "measured", perPeriod, monthly: multiply(perPeriod, perMonth), flag };
};

/** The amount of one billing period for a quantity: per unit, by package, or by tiers. */
const amountFor = (price: BillingPrice, quantity: number): Rational | Unmeasured => {
  if (price.scheme === "tiered") return tieredAmount(price, quantity);
  const unit = price.unitAmount === null ? undefined : parseDecimal(price.unitAmount);
  if (!unit) return "amount_not_read";
  return multiply(unit, rational(billedUnits(price, quantity)));
};

const billedUnits = (price: BillingPrice, quantity: number): bigint =>
  price.package ? roundTo(divide(rational(quantity), rational(price.package.divideBy)), price.package.round) : BigInt(quantity);

const tieredAmount = (price: BillingPrice, quantity: number): Rational | Unmeasured => {
  if (!price.tiers || price.tiers.length === 0) return "tiers_not_read";
  let from = 0;
  let total = zero;
  for (const tier of price.tiers) {
    const upTo = tier.upTo ?? Number.POSITIVE_INFINITY;
    const inTier = Math.max(0, Math.min(quantity, upTo) - from);
    const isTheTier = quantity <= upTo && (quantity > from || from === 0);
    const units = price.tiersMode === "volume" ? (isTheTier ? quantity : 0) : inTier;
    if (units > 0 || (isTheTier && quantity === 0)) {
      const unit = parseDecimal(tier.unitAmount ?? "0");
      const flat = parseDecimal(tier.flatAmount ?? "0");
      if (!unit || !flat) return "amount_not_read";
      total = add(total, add(multiply(unit, rational(units)), flat));
    }
    from = upTo;
  }
  return quantity > from ? "tiers_not_read" : total;
};
