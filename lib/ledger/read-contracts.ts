import type * as z from "zod/mini";
import { unlinkedHolder } from "../accounts/alias.ts";
import { freshnessOf, knownUpTo } from "../connections/freshness.ts";
import { Failure } from "../http/failure.ts";
import { sumByCurrency } from "../money/money.ts";
import { sectionState, sourcesOf } from "../sections/section-state.ts";
import type { LedgerPage, LedgerRepository } from "../store/ledger.ts";
import { daysBetween, type Instant, localDateOf, toLocalDate } from "../time/instant.ts";
import type { WorkspaceHead } from "../workspaces/workspace-head.ts";
import type { ContractRow } from "./contract-row.ts";
import { type Facet, readFacets } from "./contract-summary.ts";
import type { Contract, ContractDetail, ContractsOverview, ContractsQuery } from "./contracts-api.ts";
import type { LedgerEntry, LedgerStatus } from "./ledger-entry.ts";

/** One workspace's view on Contracts at one moment. */
export type ContractsView = { ledger: LedgerRepository; head: WorkspaceHead; now: Instant };

const revisionsShown = 20;
const activeStatuses: readonly LedgerStatus[] = ["active", "trialing", "expiring_30d"];
const earningStatuses: readonly LedgerStatus[] = ["active", "trialing", "expiring_30d", "past_due"];

/** Cards and facets from the summary shards (domain section 11): two requests, whatever the ledger's size. */
export const readOverview = async ({ ledger, head, now }: ContractsView): Promise<z.input<typeof ContractsOverview>> => {
  const facets = readFacets(await ledger.readSummary());
  const sources = freshnessOf(head.sources, now, sourcesOf("contracts"));
  const active = facets.filter((facet) => activeStatuses.includes(facet.status));
  const earning = facets.filter((facet) => earningStatuses.includes(facet.status));
  const countBy = (status: LedgerStatus) => countOf(facets.filter((facet) => facet.status === status));
  return {
    state: sectionState("contracts", head.sources),
    cards: {
      total: { count: countOf(facets), hint: countBySource(facets) },
      active: { count: countOf(active), hint: { trialing: countBy("trialing"), past_due: countBy("past_due") } },
      expiring_soon: { count: countBy("expiring_30d") },
      active_mrr: {
        amounts: sumByCurrency(earning.flatMap((facet) => facet.mrr)),
        hint: {
          arr: sumByCurrency(earning.flatMap((facet) => facet.arr)),
          at_risk: sumByCurrency(facets.flatMap((facet) => facet.atRisk)),
          not_measured: facets.reduce((sum, facet) => sum + facet.unmeasured, 0),
        },
      },
    },
    facets: facets.map(({ atRisk: _atRisk, ...facet }) => facet),
    sources,
    asOf: knownUpTo(sources),
  };
};

/** How many contracts need somebody: the past-due ones. */
export const countNeedingAction = (facets: readonly Facet[]): number => countOf(facets.filter((facet) => facet.status === "past_due"));

const countOf = (facets: readonly Facet[]): number => facets.reduce((sum, facet) => sum + facet.count, 0);

const countBySource = (facets: readonly Facet[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { source, count } of facets) counts[source] = (counts[source] ?? 0) + count;
  return counts;
};

/** A page of the ledger: one Query; with a source filter, which no index backs, up to four. */
export const readContractsPage = async ({ ledger, head, now }: ContractsView, query: ContractsQuery) => {
  const { limit, cursor, status, source, sort } = query;
  const page = await ledger.readPage({
    by: sort.replace("-", "") as LedgerPage["by"], // safe: the schema allows the names of the sorts, with or without "-"
    backwards: sort.startsWith("-"),
    status,
    limit,
    cursor,
    query: ["contracts", sort, status, source],
    keep: source && ((row) => row.sources.includes(source)),
  });
  const asOf = knownUpTo(freshnessOf(head.sources, now, sourcesOf("contracts")));
  return { items: page.items.map((row) => toContract(row, head.timeZone, now)), nextCursor: page.nextCursor, asOf };
};

/** One contract by its row id: row → account → entry, with its receipt and latest revisions. Throws `not_found`. */
export const readContract = async ({ ledger, head, now }: ContractsView, id: string): Promise<ContractDetail> => {
  const row = await ledger.findRow(id);
  if (!row) throw new Failure("not_found");
  const { entries } = await ledger.readAccount(row.holder);
  const entry = entries.find((each) => each.id === id);
  if (!entry) throw new Failure("not_found");
  const revisions = await readRevisions(ledger, entry);
  const { renewalKind, renewalAssumed, endsOn, trialMrr, scheduledChurnMrr, nextChangeAt, receipt } = entry;
  const terms = { renewalKind, renewalAssumed, endsOn, trialMrr, scheduledChurnMrr, nextChangeAt, receipt };
  return { ...toContract(row, head.timeZone, now), ...terms, revisions };
};

/** The latest revisions of an entry, also those from before its record was linked to an account. */
const readRevisions = async (ledger: LedgerRepository, entry: LedgerEntry) => {
  const holders = new Set([entry.holder, unlinkedHolder(entry.record.provider, entry.record.customerId)]);
  const found = await Promise.all([...holders].map((holder) => ledger.readRevisions(holder, entry.id, revisionsShown)));
  return found
    .flat()
    .sort((a, b) => (a.at > b.at ? -1 : 1))
    .slice(0, revisionsShown);
};

const toContract = (row: ContractRow, timeZone: string, now: Instant): Contract => {
  const { holder: _holder, version: _version, ...shown } = row;
  const daysToRenewal = row.renewalDate === null ? null : daysBetween(localDateOf(now, timeZone), toLocalDate(row.renewalDate));
  return { ...shown, daysToRenewal };
};
