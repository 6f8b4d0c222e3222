import type { Interval, UnixSeconds } from "./billing-period.ts";
import type { WirePlan, WirePrice } from "./wire.ts";

export const currencies = ["usd", "eur", "gbp", "jpy"] as const;
export type Currency = (typeof currencies)[number];

/** The seat plans from small to large: an upgrade goes one to the right. */
export const seatPlans = ["Starter", "Team", "Platform Pro"] as const;
export type PlanName = (typeof seatPlans)[number] | "Insights";

/** One seat for one month in the currency's smallest unit; a year costs ten months. */
const monthly: Record<PlanName, Record<Currency, number>> = {
  Starter: { usd: 1200, eur: 1100, gbp: 1000, jpy: 1800 },
  Team: { usd: 2900, eur: 2700, gbp: 2400, jpy: 4400 },
  "Platform Pro": { usd: 5900, eur: 5500, gbp: 4800, jpy: 8900 },
  Insights: { usd: 900, eur: 850, gbp: 750, jpy: 1400 },
};
const monthsCharged: Record<Interval, number> = { month: 1, year: 10 };

// When the price list was made: 1 June 2024.
const createdAt: UnixSeconds = 1_717_200_000;

/** The price of a plan in one currency and interval; the same arguments always give the same object. */
export const priceOf = (plan: PlanName, interval: Interval, currency: Currency): WirePrice => {
  const unitAmount = monthly[plan][currency] * monthsCharged[interval];
  const key = plan.replace(" ", "");
  return {
    id: `price_${key}${currency.toUpperCase()}${interval}`,
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: createdAt,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: plan,
    product: `prod_${key}`,
    recurring: { interval, interval_count: 1, meter: null, trial_period_days: null, usage_type: "licensed" },
    tax_behavior: "exclusive",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount),
  };
};

/** The older view of the same price, which every subscription item still carries. */
export const planOf = (price: WirePrice): WirePlan => ({
  id: price.id,
  object: "plan",
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: price.billing_scheme,
  created: price.created,
  currency: price.currency,
  interval: price.recurring?.interval ?? "month",
  interval_count: price.recurring?.interval_count ?? 1,
  livemode: price.livemode,
  metadata: price.metadata,
  meter: null,
  nickname: price.nickname,
  product: typeof price.product === "string" ? price.product : price.product.id,
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: "licensed",
});

/** The next larger seat plan at the same interval and currency; null for the largest and for what is no seat plan. */
export const upgradeOf = (price: WirePrice): WirePrice | null => {
  const plans: readonly (string | null)[] = seatPlans;
  const index = plans.indexOf(price.nickname);
  const larger = index < 0 ? undefined : seatPlans[index + 1];
  const currency = currencies.find((each) => each === price.currency);
  return larger && currency ? priceOf(larger, intervalOf(price), currency) : null;
};

/** How long one of the price's periods is. */
export const intervalOf = (price: WirePrice): Interval => (price.recurring?.interval === "year" ? "year" : "month");
