import * as z from "zod/mini";
import type { Instant } from "../time/instant.ts";

const tier = z.object({ upTo: z.nullable(z.int()), unitAmount: z.nullable(z.string()), flatAmount: z.nullable(z.string()) });

/** One price of a billing provider, in minor units of our exponent. `unitAmount` is a decimal string because prices can be fractions of a cent. */
export const BillingPrice = z.object({
  id: z.string(),
  label: z.string(),
  currency: z.string(),
  unitAmount: z.nullable(z.string()),
  scheme: z.enum(["per_unit", "tiered"]),
  tiersMode: z.nullable(z.enum(["graduated", "volume"])),
  tiers: z.nullable(z.array(tier)),
  package: z.nullable(z.object({ divideBy: z.int(), round: z.enum(["up", "down"]) })),
  interval: z.nullable(z.enum(["day", "week", "month", "year"])),
  intervalCount: z.int(),
  usage: z.enum(["licensed", "metered"]),
  taxInclusive: z.boolean(),
});
export type BillingPrice = z.infer<typeof BillingPrice>;

export const BillingItem = z.object({
  id: z.string(),
  quantity: z.int(),
  periodStart: z.string(),
  periodEnd: z.string(),
  discounted: z.boolean(),
  /** Percent of the tax that an inclusive price contains; null = not told. */
  inclusiveTaxPercent: z.nullable(z.string()),
  price: BillingPrice,
});
export type BillingItem = z.infer<typeof BillingItem>;

/**
 * A subscription as a billing provider describes it, mapped to our words and units but not judged.
 * `providerStatus` is the provider's own word; `itemsComplete` is false when the provider cut the list of items.
 */
export const BillingSubscription = z.object({
  provider: z.literal("stripe"),
  connectionId: z.string(),
  recordId: z.string(),
  customerId: z.string(),
  currency: z.string(),
  providerStatus: z.string(),
  createdAt: z.string(),
  startedAt: z.string(),
  trialEndsAt: z.nullable(z.string()),
  cancelAt: z.nullable(z.string()),
  cancelAtPeriodEnd: z.boolean(),
  endedAt: z.nullable(z.string()),
  collectionPaused: z.nullable(z.enum(["keep_as_draft", "mark_uncollectible", "void"])),
  resumesAt: z.nullable(z.string()),
  discounted: z.boolean(),
  itemsComplete: z.boolean(),
  items: z.array(BillingItem),
});
export type BillingSubscription = z.infer<typeof BillingSubscription>;

/** Where a stored state came from: the event or read that carried it. `observedAt` is the provider's time, `receivedAt` ours. */
export const SourceRecord = z.object({
  provider: z.string(),
  connectionId: z.string(),
  recordId: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  observedAt: z.string(),
  receivedAt: z.string(),
});
export type SourceRecord = z.infer<typeof SourceRecord>;

/** When the subscription is going to end, if that is known: a date set by somebody, or the end of the paid period. */
export const scheduledEnd = (record: BillingSubscription): Instant | null => {
  if (record.cancelAt) return record.cancelAt as Instant; // safe: mapped with fromUnixSeconds
  if (!record.cancelAtPeriodEnd) return null;
  const ends = record.items.map((item) => item.periodEnd).sort();
  return (ends.at(-1) ?? null) as Instant | null; // safe: mapped with fromUnixSeconds
};
