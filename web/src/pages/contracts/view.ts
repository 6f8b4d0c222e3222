import { providerLabels } from "#lib/connections/provider.ts";
import { sumByCurrency } from "#lib/money/amounts.ts";
import type { Contract, ContractsOverview, LedgerStatus, Provider } from "../../api/types.ts";
import { formatMoney, formatTotals } from "../../format/money.ts";
import { formatRenewal } from "../../format/renewal.ts";
import type { Meaning } from "../../ui/meaning.ts";
import { messages } from "./messages.ts";
import { type ContractsSearch, inForce, inForceStatuses, type SourceFilter, type StatusFilter } from "./search.ts";

type Facet = ContractsOverview["facets"][number];
export type Reader = { locale: string; displayCurrency: string | null };

export const statusMeanings: Record<LedgerStatus, Meaning> = {
  past_due: "critical",
  expiring_30d: "risk",
  trialing: "info",
  active: "healthy",
  paused: "none",
  pending: "none",
  draft: "none",
  canceled: "none",
  expired: "none",
};

/** Whether a row passes the status filter. `in_force` stands for three states. */
export const passes = (status: LedgerStatus, filter: StatusFilter | undefined): boolean =>
  filter === undefined || (filter === inForce ? inForceStatuses.includes(status) : status === filter);

const fromSource = (facet: Facet, filter: SourceFilter | undefined): boolean =>
  filter === undefined || facet.source === filter || facet.source === "merged";

export type Totals = { count: number; mrr: string[]; arr: string[]; unmeasured: number };

/** Count and sums of what the filters let through, from the summary and not from the rows that happen to be loaded. */
export const totalsOf = (facets: readonly Facet[], { status, source }: ContractsSearch, { locale, displayCurrency }: Reader): Totals => {
  const shown = facets.filter((facet) => passes(facet.status, status) && fromSource(facet, source));
  const add = (pick: (facet: Facet) => number): number => shown.reduce((sum, facet) => sum + pick(facet), 0);
  const amounts = (pick: (facet: Facet) => Facet["mrr"]) =>
    formatTotals(sumByCurrency(shown.flatMap(pick)), "card", locale, displayCurrency);
  return {
    count: add((facet) => facet.count),
    mrr: amounts((facet) => facet.mrr),
    arr: amounts((facet) => facet.arr),
    unmeasured: add((facet) => facet.unmeasured),
  };
};

/** How many rows a choice of the status menu would show under the present source filter. */
export const countFor = (facets: readonly Facet[], { status, source }: ContractsSearch): number =>
  facets.filter((facet) => passes(facet.status, status) && fromSource(facet, source)).reduce((sum, facet) => sum + facet.count, 0);

export type RowView = {
  name: string;
  about: string;
  product: string;
  status: { meaning: Meaning; label: string; short: string };
  source: string;
  mrr: AmountView;
  arr: AmountView;
  renewal: { text: string; tone: "late" | "soon" | "unknown" | "plain" };
};
/** `null` = not measured. */
export type AmountView = { text: string; exact: string } | null;

/** What one row shows. */
export const viewRow = (contract: Contract, { locale }: Pick<Reader, "locale">): RowView => {
  const { status, renewalDate, daysToRenewal } = contract;
  const renewal = formatRenewal(daysToRenewal, renewalDate, locale);
  const short: Partial<Record<LedgerStatus, string>> = messages.shortStatuses;
  return {
    name: contract.customer,
    about: contract.domain ?? contract.email ?? messages.unlinked,
    product: contract.product,
    status: { meaning: statusMeanings[status], label: messages.statuses[status], short: short[status] ?? messages.statuses[status] },
    source: sourceNames(contract.sources),
    mrr: viewAmount(contract.mrr, locale),
    arr: viewAmount(contract.arr, locale),
    renewal: {
      text: renewal.text,
      tone: renewal.kind === "unknown" ? "unknown" : renewal.kind === "overdue" ? "late" : status === "expiring_30d" ? "soon" : "plain",
    },
  };
};

const viewAmount = (amount: Contract["mrr"], locale: string): AmountView =>
  amount && { text: formatMoney(amount, "cell", locale), exact: formatMoney(amount, "exact", locale) };

/** The sources of a row by name: `Stripe`, or `Salesbricks + Stripe` where it is merged. */
export const sourceNames = (sources: readonly Provider[]): string =>
  sources
    .map((provider) => providerLabels[provider])
    .sort()
    .join(" + ");

/** What a row shows, as one text: two readings of a row that print alike have not changed. */
export const fingerprint = ({ asOf: _asOf, ...shown }: Contract): string => JSON.stringify(shown);

export type Filter = Pick<ContractsSearch, "status" | "source">;

/** True when something is filtered away. */
export const isFiltered = ({ status, source }: Filter): boolean => status !== undefined || source !== undefined;
