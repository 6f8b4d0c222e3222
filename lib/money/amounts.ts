// Without zod, because the page imports this file as well.
import type { Money } from "./money.ts";

const zeroDecimal = new Set("bif clp djf gnf isk jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
const threeDecimal = new Set("bhd jod kwd omr tnd".split(" "));

/** Decimals of a currency's minor unit (domain rule 1). */
export const exponentOf = (currency: string): 0 | 2 | 3 => {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
};

/** One total for each currency, sorted by code, so that equal totals print equally. */
export const sumByCurrency = (amounts: readonly Money[]): Money[] => {
  const totals = new Map<string, number>();
  for (const { amount, currency } of amounts) totals.set(currency, (totals.get(currency) ?? 0) + amount);
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, amount]) => ({ amount, currency }));
};
