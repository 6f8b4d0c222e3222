import type { Money } from "../money/money.ts";
import { add, multiply, printRational, type Rational, rational, roundHalfAway, zero } from "../money/rational.ts";
import { type Instant, localDateOf } from "../time/instant.ts";
import { type BillingSubscription, type SourceRecord, scheduledEnd } from "./billing-subscription.ts";
import { decideRenewal, isExpiring, type Renewal, renewalChanges } from "./decide-renewal.ts";
import type { EntryDecision, LedgerStatus, PaymentState, Receipt } from "./ledger-entry.ts";
import { monthlyAmount } from "./monthly-amount.ts";

/** The version of the rules below. It is stored in every receipt and raised when a rule changes a number. */
export const ledgerRuleVersion = "ledger-1";

/**
 * Decides everything the ledger says about one subscription at `now` in the workspace's zone: status, payment state, MRR and ARR
 * (each rounded once from the exact value), renewal, the receipt, and the next moment at which time alone changes the answer.
 * Rules: domain sections 1, 2 and 5.
 */
export const decideEntry = (record: BillingSubscription, source: SourceRecord, zone: string, now: Instant): EntryDecision => {
  const renewal = decideRenewal(record, zone, now);
  const counting = whetherItCounts(record, renewal);
  const status = decideStatus(record, renewal, zone, now);
  const priced = priceItems(record);
  const listed = priced.exact === null ? null : money(priced.exact, record.currency);
  const counted = counting.counts ? listed : { amount: 0, currency: record.currency };
  return {
    status,
    paymentState: decidePaymentState(record),
    product: productOf(record),
    mrr: counted,
    arr: arrOf(counting.counts, priced.exact, record.currency),
    trialMrr: status === "trialing" ? listed : null,
    mrrAtRisk: counting.counts && record.providerStatus === "past_due" ? counted : null,
    scheduledChurnMrr: counting.counts && renewal.endsOn !== null ? counted : null,
    renewalDate: isOver(status) ? null : renewal.date,
    renewalKind: renewal.kind,
    renewalAssumed: !isOver(status) && renewal.assumed,
    endsOn: renewal.endsOn,
    nextChangeAt: isOver(status) ? null : nextChange(record, renewal, zone, now),
    receipt: { ruleVersion: ledgerRuleVersion, ...priced.receipt, countsNow: counting.counts, because: counting.because, source },
  };
};

/** A provider's word is looked up among ours alone: `constructor` is a word too. */
const own = <Value>(table: Record<string, Value>, word: string): Value | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const notCounted: Record<string, string> = {
  trialing: "a trial is not revenue yet",
  unpaid: "unpaid subscriptions do not count",
  canceled: "the subscription has ended",
  incomplete: "the first payment is missing",
  incomplete_expired: "the first payment never came",
  paused: "the subscription is paused",
};

const whetherItCounts = (record: BillingSubscription, renewal: Renewal): { counts: boolean; because: string } => {
  const reason = own(notCounted, record.providerStatus);
  if (reason) return { counts: false, because: reason };
  if (!["active", "past_due"].includes(record.providerStatus)) return { counts: false, because: `unknown status ${record.providerStatus}` };
  if (renewal.endReached) return { counts: false, because: "its scheduled end has passed" };
  if (stopsCollection(record)) return { counts: false, because: "payment collection is paused" };
  return { counts: true, because: record.providerStatus === "past_due" ? "past due counts, at risk" : "in force" };
};

const stopsCollection = (record: BillingSubscription): boolean =>
  record.collectionPaused === "void" || record.collectionPaused === "mark_uncollectible";

const statusOf: Record<string, LedgerStatus> = {
  past_due: "past_due",
  unpaid: "past_due",
  paused: "paused",
  trialing: "trialing",
  incomplete: "draft",
  canceled: "canceled",
  incomplete_expired: "canceled",
};

const decideStatus = (record: BillingSubscription, renewal: Renewal, zone: string, now: Instant): LedgerStatus => {
  const status = own(statusOf, record.providerStatus);
  if (status === "canceled" || status === "draft") return status;
  if (renewal.endReached) return "expired";
  if (status === "past_due") return status;
  if (status === "paused" || stopsCollection(record)) return "paused";
  if (status === "trialing") return status;
  if (record.providerStatus !== "active") return "draft";
  return isExpiring(renewal, localDateOf(now, zone)) ? "expiring_30d" : "active";
};

const isOver = (status: LedgerStatus): boolean => status === "canceled" || status === "expired";

const paymentStates: Record<string, PaymentState> = {
  unpaid: "unpaid",
  past_due: "past_due",
  paused: "paused",
  incomplete: "incomplete",
  trialing: "trialing",
  active: "active",
  canceled: "canceled",
  incomplete_expired: "canceled",
};

const decidePaymentState = (record: BillingSubscription): PaymentState => {
  const state = own(paymentStates, record.providerStatus) ?? "unknown";
  return state === "active" && stopsCollection(record) ? "paused" : state;
};

type Priced = { exact: Rational | null; receipt: Pick<Receipt, "items" | "exact"> };

const priceItems = (record: BillingSubscription): Priced => {
  let exact: Rational | null = record.itemsComplete && !record.discounted ? zero : null;
  const items = record.items.map((item) => {
    const amount = monthlyAmount(item, record.currency);
    if (amount.kind === "unmeasured") exact = null;
    else if (amount.kind === "measured" && exact !== null) exact = add(exact, amount.monthly);
    const measured = amount.kind === "measured" ? amount : null;
    return {
      itemId: item.id,
      priceId: item.price.id,
      label: item.price.label,
      quantity: item.quantity,
      unitAmount: item.price.unitAmount,
      interval: item.price.interval,
      intervalCount: item.price.intervalCount,
      perPeriodExact: measured && printRational(measured.perPeriod),
      monthlyExact: measured && printRational(measured.monthly),
      reason: amount.kind === "measured" ? amount.flag : amount.reason,
    };
  });
  return { exact, receipt: { items, exact: exact && printRational(exact) } };
};

/** Beyond this an amount is a mistake of the source, and sums of them would leave the integers that JSON carries. */
const largestAmount = 10n ** 13n;

const money = (exact: Rational, currency: string): Money | null => {
  const amount = roundHalfAway(exact);
  return amount > largestAmount || amount < -largestAmount ? null : { amount: Number(amount), currency };
};

const arrOf = (counts: boolean, exact: Rational | null, currency: string): Money | null => {
  if (!counts) return { amount: 0, currency };
  return exact === null ? null : money(multiply(exact, rational(12)), currency);
};

const productOf = (record: BillingSubscription): string => {
  const labels = [...new Set(record.items.map((item) => item.price.label))];
  if (labels.length === 0) return "No items";
  return labels.length === 1 ? `${labels[0]}` : `${labels[0]} + ${labels.length - 1}`;
};

const nextChange = (record: BillingSubscription, renewal: Renewal, zone: string, now: Instant): Instant | null => {
  const end = scheduledEnd(record);
  const moments = [...renewalChanges(renewal, zone), end, record.trialEndsAt, record.resumesAt].filter((moment) => moment !== null);
  return (moments.filter((moment) => moment > now).sort()[0] ?? null) as Instant | null; // safe: mapped with fromUnixSeconds
};
