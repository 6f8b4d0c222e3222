import * as z from "zod/mini";
import { Money, sumByCurrency } from "../money/money.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** An account as the ledger knows it: who it is and its MRR by currency over all its entries. */
export const LedgerAccount = z.object({
  holder: z.string(),
  domain: z.nullable(z.string()),
  name: z.string(),
  mrr: z.array(Money),
  arr: z.array(Money),
  entryCount: z.int(),
  notMeasured: z.int(),
  version: z.int(),
});
export type LedgerAccount = z.infer<typeof LedgerAccount>;

/** MRR is decided for an account over all its entries. Subscriptions alone all count (domain rule 3); unmeasured ones are counted apart. */
export const decideAccount = (entries: readonly LedgerEntry[], previous: LedgerAccount | undefined, holder: string): LedgerAccount => {
  const [first] = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    holder,
    domain: first?.domain ?? previous?.domain ?? null,
    name: first?.customer ?? previous?.name ?? holder,
    mrr: sumByCurrency(entries.flatMap((entry) => entry.mrr ?? [])),
    arr: sumByCurrency(entries.flatMap((entry) => entry.arr ?? [])),
    entryCount: entries.length,
    notMeasured: entries.filter((entry) => entry.mrr === null).length,
    version: (previous?.version ?? 0) + 1,
  };
};
