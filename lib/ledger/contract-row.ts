import * as z from "zod/mini";
import { Provider } from "../connections/connection.ts";
import { Money } from "../money/money.ts";
import { type LedgerEntry, LedgerStatus, PaymentState } from "./ledger-entry.ts";

/** What a row of Contracts shows of an entry, whatever the day. `mrr` null = not measured. */
export const ContractFacts = z.object({
  id: z.string(),
  domain: z.nullable(z.string()),
  customer: z.string(),
  email: z.nullable(z.string()),
  product: z.string(),
  status: LedgerStatus,
  sources: z.array(Provider),
  mrr: z.nullable(Money),
  arr: z.nullable(Money),
  renewalDate: z.nullable(z.string()),
  paymentState: PaymentState,
  mrrAtRisk: z.nullable(Money),
  asOf: z.string(),
});

/** A row as stored: one row an entry, with the key of its account and its own count of writes. */
export const ContractRow = z.extend(ContractFacts, { holder: z.string(), version: z.int() });
export type ContractRow = z.infer<typeof ContractRow>;

/** The row of an entry. `version` is the row's own count of writes. */
export const toContractRow = (entry: LedgerEntry, version: number): ContractRow => ({
  id: entry.id,
  domain: entry.domain,
  holder: entry.holder,
  customer: entry.customer,
  email: entry.email,
  product: entry.product,
  status: entry.status,
  sources: [entry.record.provider],
  mrr: entry.mrr,
  arr: entry.arr,
  renewalDate: entry.renewalDate,
  paymentState: entry.paymentState,
  mrrAtRisk: entry.mrrAtRisk,
  asOf: entry.asOf,
  version,
});

/** True when both rows show the same thing; then the row is not written again. */
export const showsTheSame = (a: ContractRow, b: ContractRow): boolean => {
  const shown = (row: ContractRow) => JSON.stringify(z.parse(ContractRow, { ...row, version: 0, asOf: "" }));
  return shown(a) === shown(b);
};
