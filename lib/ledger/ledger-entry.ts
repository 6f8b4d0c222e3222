import * as z from "zod/mini";
import { Money } from "../money/money.ts";
import { BillingSubscription, SourceRecord } from "./billing-subscription.ts";

/** Ledger states, first that holds (domain rule 5). */
export const LedgerStatus = z.enum(["past_due", "trialing", "expiring_30d", "active", "paused", "pending", "draft", "canceled", "expired"]);
export type LedgerStatus = z.infer<typeof LedgerStatus>;

export const PaymentState = z.enum(["unpaid", "past_due", "paused", "incomplete", "trialing", "active", "canceled", "unknown"]);
export type PaymentState = z.infer<typeof PaymentState>;

/** One line of the arithmetic behind an MRR: a price item, what it costs a period and a month, or why it does not count. */
export const ReceiptItem = z.object({
  itemId: z.string(),
  priceId: z.string(),
  label: z.string(),
  quantity: z.int(),
  unitAmount: z.nullable(z.string()),
  interval: z.nullable(z.string()),
  intervalCount: z.int(),
  perPeriodExact: z.nullable(z.string()),
  monthlyExact: z.nullable(z.string()),
  reason: z.nullable(z.string()),
});

/** What an entry's MRR was computed from. `exact` is the unrounded monthly sum in minor units; rounding happens once, half away from zero. */
export const Receipt = z.object({
  ruleVersion: z.string(),
  items: z.array(ReceiptItem),
  exact: z.nullable(z.string()),
  countsNow: z.boolean(),
  because: z.string(),
  source: SourceRecord,
});
export type Receipt = z.infer<typeof Receipt>;

/** What is decided about one subscription at one moment. Dates are local to the workspace's zone; `mrr` null = not measured. */
export const EntryDecision = z.object({
  status: LedgerStatus,
  paymentState: PaymentState,
  product: z.string(),
  mrr: z.nullable(Money),
  arr: z.nullable(Money),
  trialMrr: z.nullable(Money),
  mrrAtRisk: z.nullable(Money),
  scheduledChurnMrr: z.nullable(Money),
  renewalDate: z.nullable(z.string()),
  renewalKind: z.nullable(z.enum(["term", "rolling"])),
  renewalAssumed: z.boolean(),
  endsOn: z.nullable(z.string()),
  nextChangeAt: z.nullable(z.string()),
  receipt: Receipt,
});
export type EntryDecision = z.infer<typeof EntryDecision>;

/** Who the entry belongs to. `holder` is the account's key: its domain, or `~provider:record` while the record is unlinked. */
export const EntryOwner = z.object({
  holder: z.string(),
  domain: z.nullable(z.string()),
  customer: z.string(),
  email: z.nullable(z.string()),
});
export type EntryOwner = z.infer<typeof EntryOwner>;

/**
 * A stored ledger entry: one subscription, whose it is, what was decided, and the record it was decided from.
 * `asOf` is the provider's time of the state it holds; `order` breaks ties within that second; `version` counts writes.
 */
export const LedgerEntry = z.extend(EntryDecision, {
  id: z.string(),
  ...EntryOwner.shape,
  record: BillingSubscription,
  asOf: z.string(),
  order: z.string(),
  version: z.int(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** One change of an entry: the changed fields alone, before and after, when it took effect and what caused it. */
export const EntryRevision = z.object({
  at: z.string(),
  effectiveAt: z.string(),
  cause: z.string(),
  from: z.record(z.string(), z.unknown()),
  to: z.record(z.string(), z.unknown()),
});

/** The public id of an entry: provider and record, e.g. `stripe:sub_123`. */
export const entryId = (provider: string, recordId: string): string => `${provider}:${recordId}`;
