import { type Money, sumByCurrency } from "../money/money.ts";
import type { ContractRow } from "./contract-row.ts";
import { LedgerStatus } from "./ledger-entry.ts";

/** Counters of one summary shard: `n#status#source`, `mrr#status#source#currency`, `arr#…`, `risk#status#source#currency`, `unmeasured#status#source`, `unlinked`; and `unlinked_customers`, which the aliases keep. */
export type Counters = Record<string, number>;

/** Counts and sums of one status and source. */
export type Facet = {
  status: LedgerStatus;
  source: string;
  count: number;
  unmeasured: number;
  mrr: Money[];
  arr: Money[];
  atRisk: Money[];
};

/** What a row adds to its summary shard. A shard is the sum of the contributions of its rows, so a delta is new − old. */
export const contributionOf = (row: ContractRow): Counters => {
  const facet = `${row.status}#${row.sources.length > 1 ? "merged" : row.sources[0]}`;
  const counters: Counters = { [`n#${facet}`]: 1 };
  if (row.domain === null) counters.unlinked = 1;
  if (row.mrr === null) counters[`unmeasured#${facet}`] = 1;
  if (row.mrr) counters[`mrr#${facet}#${row.mrr.currency}`] = row.mrr.amount;
  if (row.arr) counters[`arr#${facet}#${row.arr.currency}`] = row.arr.amount;
  if (row.mrrAtRisk) counters[`risk#${facet}#${row.mrrAtRisk.currency}`] = row.mrrAtRisk.amount;
  return counters;
};

/** `after − before`, without what stays equal. */
export const difference = (after: Counters, before: Counters): Counters => {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return Object.fromEntries(
    [...names].map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const).filter(([, delta]) => delta !== 0),
  );
};

/** How many rows and customers belong to no account yet. */
export const countUnlinked = (shards: readonly Counters[]): number =>
  shards.reduce((sum, shard) => sum + (shard.unlinked ?? 0) + (shard.unlinked_customers ?? 0), 0);

/** Adds the shards up to one facet for each status and source that has rows, in a fixed order. */
export const readFacets = (shards: readonly Counters[]): Facet[] => {
  const totals: Counters = {};
  for (const shard of shards) for (const [name, value] of Object.entries(shard)) totals[name] = (totals[name] ?? 0) + value;
  return Object.keys(totals)
    .filter((name) => name.startsWith("n#") && (totals[name] ?? 0) > 0)
    .sort()
    .flatMap((name) => toFacet(name.slice("n#".length), totals));
};

const toFacet = (facet: string, totals: Counters): Facet[] => {
  const [word = "", source = ""] = facet.split("#");
  const status = LedgerStatus.def.entries[word as LedgerStatus]; // safe: an unknown word finds nothing and is dropped below
  if (!status) return [];
  const amounts = (measure: string): Money[] =>
    sumByCurrency(
      Object.entries(totals)
        .filter(([name, amount]) => name.startsWith(`${measure}#${facet}#`) && amount !== 0)
        .map(([name, amount]) => ({ amount, currency: name.slice(`${measure}#${facet}#`.length) })),
    );
  return [
    {
      status,
      source,
      count: totals[`n#${facet}`] ?? 0,
      unmeasured: totals[`unmeasured#${facet}`] ?? 0,
      mrr: amounts("mrr"),
      arr: amounts("arr"),
      atRisk: amounts("risk"),
    },
  ];
};
