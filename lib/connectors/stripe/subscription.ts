import * as z from "zod/mini";
import type { BillingItem, BillingPrice, BillingSubscription } from "../../ledger/billing-subscription.ts";
import { add, parseDecimal, type Rational, rational } from "../../money/rational.ts";
import { fromUnixSeconds } from "../../time/instant.ts";

/** Unix seconds that a calendar can show. */
const seconds = z.int().check(z.gte(0), z.lte(253_402_300_799));
const CurrencyCode = z.string().check(z.regex(/^[a-z]{3}$/i, "no ISO 4217 code"));
const longestLabel = 200;
const TaxRate = z.object({ percentage: z.number(), inclusive: z.boolean() });
const taxRates = z.optional(z.nullable(z.array(TaxRate)));
const decimal = z.optional(z.nullable(z.union([z.string(), z.number()])));

const StripePrice = z.object({
  id: z.string(),
  nickname: z.optional(z.nullable(z.string())),
  product: z.union([z.string(), z.object({ id: z.string(), name: z.optional(z.string()) }), z.null()]),
  currency: CurrencyCode,
  type: z.optional(z.string()),
  unit_amount: z.optional(z.nullable(z.number())),
  unit_amount_decimal: decimal,
  billing_scheme: z.optional(z.string()),
  tiers_mode: z.optional(z.nullable(z.string())),
  tiers: z.optional(
    z.array(
      z.object({
        up_to: z.nullable(z.int()),
        unit_amount: z.optional(z.nullable(z.number())),
        unit_amount_decimal: decimal,
        flat_amount: z.optional(z.nullable(z.number())),
        flat_amount_decimal: decimal,
      }),
    ),
  ),
  transform_quantity: z.optional(z.nullable(z.object({ divide_by: z.int().check(z.positive()), round: z.enum(["up", "down"]) }))),
  recurring: z.optional(
    z.nullable(
      z.object({
        interval: z.enum(["day", "week", "month", "year"]),
        interval_count: z.int().check(z.positive()),
        usage_type: z.optional(z.string()),
      }),
    ),
  ),
  tax_behavior: z.optional(z.nullable(z.string())),
});

const StripeItem = z.object({
  id: z.string(),
  quantity: z.optional(z.int()),
  current_period_start: seconds,
  current_period_end: seconds,
  discounts: z.optional(z.array(z.unknown())),
  tax_rates: taxRates,
  price: StripePrice,
});

const StripeSubscription = z.object({
  id: z.string(),
  object: z.literal("subscription"),
  status: z.string(),
  customer: z.union([z.string(), z.object({ id: z.string() })]),
  currency: CurrencyCode,
  created: seconds,
  start_date: z.optional(seconds),
  trial_end: z.optional(z.nullable(seconds)),
  cancel_at: z.optional(z.nullable(seconds)),
  cancel_at_period_end: z.optional(z.boolean()),
  ended_at: z.optional(z.nullable(seconds)),
  pause_collection: z.optional(
    z.nullable(
      z.object({ behavior: z.enum(["keep_as_draft", "mark_uncollectible", "void"]), resumes_at: z.optional(z.nullable(seconds)) }),
    ),
  ),
  discounts: z.optional(z.array(z.unknown())),
  default_tax_rates: taxRates,
  items: z.object({ data: z.array(StripeItem), has_more: z.optional(z.boolean()) }),
});

/** The ids of the customer and the subscription, or what made the object unreadable, as a sentence for a person. */
export type MappedSubscription = { kind: "subscription"; subscription: BillingSubscription } | { kind: "unreadable"; reason: string };

/**
 * Maps Stripe's subscription object to ours; unknown fields and unknown status words are kept out of the way, never an error.
 * Amounts come out in our exponent: Stripe sends ISK and UGX with two decimals, ours have none (domain rule 1).
 */
export const mapSubscription = (object: unknown, connectionId: string): MappedSubscription => {
  const parsed = z.safeParse(StripeSubscription, object);
  if (!parsed.success) return { kind: "unreadable", reason: z.prettifyError(parsed.error) };
  const source = parsed.data;
  const at = (value: number | null | undefined) => (value == null ? null : fromUnixSeconds(value));
  return {
    kind: "subscription",
    subscription: {
      provider: "stripe",
      connectionId,
      recordId: source.id,
      customerId: typeof source.customer === "string" ? source.customer : source.customer.id,
      currency: source.currency.toLowerCase(),
      providerStatus: source.status,
      createdAt: fromUnixSeconds(source.created),
      startedAt: fromUnixSeconds(source.start_date ?? source.created),
      trialEndsAt: at(source.trial_end),
      cancelAt: at(source.cancel_at),
      cancelAtPeriodEnd: source.cancel_at_period_end ?? false,
      endedAt: at(source.ended_at),
      collectionPaused: source.pause_collection?.behavior ?? null,
      resumesAt: at(source.pause_collection?.resumes_at),
      discounted: (source.discounts ?? []).length > 0,
      itemsComplete: source.items.has_more !== true,
      items: source.items.data.map((item) => mapItem(item, source.default_tax_rates ?? [])),
    },
  };
};

const mapItem = (item: z.infer<typeof StripeItem>, defaultRates: readonly z.infer<typeof TaxRate>[]): BillingItem => ({
  id: item.id,
  quantity: item.quantity ?? 1,
  periodStart: fromUnixSeconds(item.current_period_start),
  periodEnd: fromUnixSeconds(item.current_period_end),
  discounted: (item.discounts ?? []).length > 0,
  inclusiveTaxPercent: inclusivePercent(item.tax_rates?.length ? item.tax_rates : defaultRates),
  price: mapPrice(item.price),
});

/** An item's own tax rates replace the subscription's; inclusive ones are added up. */
const inclusivePercent = (rates: readonly z.infer<typeof TaxRate>[]): string | null => {
  const exact = rates.filter((rate) => rate.inclusive).flatMap((rate) => parseDecimal(String(rate.percentage)) ?? []);
  return exact.length === 0 ? null : printDecimal(exact.reduce(add), 1n);
};

const mapPrice = (price: z.infer<typeof StripePrice>): BillingPrice => ({
  id: price.id,
  label: labelOf(price),
  currency: price.currency.toLowerCase(),
  unitAmount: minorUnits(price.unit_amount_decimal ?? price.unit_amount, price.currency),
  scheme: price.billing_scheme === "tiered" ? "tiered" : "per_unit",
  tiersMode: price.tiers_mode === "volume" || price.tiers_mode === "graduated" ? price.tiers_mode : null,
  tiers:
    price.tiers?.map((tier) => ({
      upTo: tier.up_to,
      unitAmount: minorUnits(tier.unit_amount_decimal ?? tier.unit_amount, price.currency),
      flatAmount: minorUnits(tier.flat_amount_decimal ?? tier.flat_amount, price.currency),
    })) ?? null,
  package: price.transform_quantity ? { divideBy: price.transform_quantity.divide_by, round: price.transform_quantity.round } : null,
  interval: price.recurring?.interval ?? null,
  intervalCount: price.recurring?.interval_count ?? 1,
  usage: price.recurring?.usage_type === "metered" ? "metered" : "licensed",
  taxInclusive: price.tax_behavior === "inclusive",
});

const labelOf = (price: z.infer<typeof StripePrice>): string => {
  const product = typeof price.product === "string" ? price.product : (price.product?.name ?? price.product?.id);
  return (price.nickname ?? product ?? price.id).slice(0, longestLabel).toWellFormed();
};

const sentWithTwoDecimals = new Set(["isk", "ugx"]);

/** A Stripe amount as a decimal string in our minor units; null stays null. */
const minorUnits = (amount: string | number | null | undefined, currency: string): string | null => {
  if (amount === null || amount === undefined) return null;
  const text = String(amount);
  const exact = parseDecimal(text);
  return exact && sentWithTwoDecimals.has(currency.toLowerCase()) ? printDecimal(exact, 100n) : text;
};

const printDecimal = (value: Rational, divisor: bigint): string => {
  const { numerator, denominator } = rational(value.numerator, value.denominator * divisor);
  const digits = 14n;
  const scaled = (numerator * 10n ** digits) / denominator;
  const text = `${scaled < 0n ? -scaled : scaled}`.padStart(Number(digits) + 1, "0");
  const decimals = text.slice(-Number(digits)).replace(/0+$/, "");
  return `${scaled < 0n ? "-" : ""}${text.slice(0, -Number(digits))}${decimals ? `.${decimals}` : ""}`;
};
