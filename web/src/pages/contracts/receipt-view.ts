import type { ContractDetail } from "../../api/types.ts";
import { formatExactMinor, formatMoney } from "../../format/money.ts";
import { formatCount } from "../../format/numbers.ts";
import { messages } from "./peek-messages.ts";

type Receipt = ContractDetail["receipt"];
type Item = Receipt["items"][number];

export type ReceiptLine = { id: string; label: string; arithmetic: string; monthly: string | null };
export type ReceiptView = { lines: readonly ReceiptLine[]; sum: string | null; rounded: string | null; verdict: string };

/** The arithmetic behind an MRR, one line for each price item, as it was computed when the entry was stored. */
export const viewReceipt = (detail: ContractDetail, locale: string): ReceiptView => {
  const { receipt } = detail;
  const currency = currencyOf(detail);
  const exact = receipt.exact;
  const sum = exact !== null && currency ? formatMoney({ amount: roundedMinor(exact), currency }, "exact", locale) : null;
  return {
    lines: receipt.items.map((item) => viewItem(item, currency, locale)),
    sum,
    rounded: exact?.includes("/") && currency ? messages.rounded(formatExactMinor(exact, currency, locale)) : null,
    verdict: receipt.countsNow ? messages.counts(receipt.because) : messages.countsNot(receipt.because),
  };
};

const viewItem = (item: Item, currency: string | undefined, locale: string): ReceiptLine => {
  const monthly = item.monthlyExact !== null && currency ? formatExactMinor(item.monthlyExact, currency, locale) : null;
  const line = { id: item.itemId, label: item.label, monthly };
  if (item.reason !== null) return { ...line, arithmetic: messages.reasons[item.reason] ?? item.reason };
  if (!currency || item.perPeriodExact === null) return { ...line, arithmetic: messages.notMeasured };
  return { ...line, arithmetic: [periodAmount(item, item.perPeriodExact, currency, locale), toMonth(item)].filter(Boolean).join(" ") };
};

const periodAmount = (item: Item, perPeriod: string, currency: string, locale: string): string => {
  const quantity = formatCount(item.quantity, locale);
  const period = messages.every(item.interval ?? "", item.intervalCount);
  const amount = formatExactMinor(perPeriod, currency, locale);
  if (item.unitAmount === null) return messages.tiers(quantity, amount, period);
  const isPlain = Math.abs(Number(item.unitAmount) * item.quantity - numberOf(perPeriod)) < 1e-6;
  return isPlain
    ? messages.times(quantity, formatExactMinor(item.unitAmount, currency, locale), period)
    : messages.packages(quantity, amount, period);
};

const perYear: Record<string, number> = { day: 365, week: 52, month: 12, year: 1 };

/** How a period's amount becomes a month's: `÷ 12` for a year, `× 52 ÷ 12` for a week, nothing for a month. */
const toMonth = ({ interval, intervalCount }: Item): string => {
  const periods = perYear[interval ?? ""] ?? 1;
  const divisor = 12 * intervalCount;
  if (periods === divisor) return "";
  if (periods === 12) return `÷ ${intervalCount}`;
  return periods === 1 ? `÷ ${divisor}` : `× ${periods} ÷ ${divisor}`;
};

const currencyOf = ({ mrr, arr, trialMrr }: ContractDetail): string | undefined => (mrr ?? arr ?? trialMrr)?.currency;

const numberOf = (exact: string): number => {
  const [numerator = "", denominator = "1"] = exact.split("/");
  return Number(numerator) / Number(denominator);
};

/** Rounds half away from zero, as the ledger does. */
const roundedMinor = (exact: string): number => {
  const value = numberOf(exact);
  return Math.sign(value) * Math.round(Math.abs(value));
};
