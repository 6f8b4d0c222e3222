import * as z from "zod/mini";
import { SourceFreshness } from "../connections/freshness.ts";
import { defineEndpoint } from "../http/define-endpoint.ts";
import { Limit } from "../http/list-query.ts";
import { Money } from "../money/money.ts";
import { SectionState } from "../sections/section-state.ts";
import { ContractFacts } from "./contract-row.ts";
import { EntryRevision, LedgerStatus, Receipt } from "./ledger-entry.ts";

/** One row of Contracts: one ledger entry. `daysToRenewal` counts calendar days in the workspace's zone. */
export const Contract = z.extend(ContractFacts, { daysToRenewal: z.nullable(z.int()) });
export type Contract = z.infer<typeof Contract>;

/** A contract opened: the row, its terms, the arithmetic of its MRR and its latest revisions. */
export const ContractDetail = z.extend(Contract, {
  renewalKind: z.nullable(z.enum(["term", "rolling"])),
  renewalAssumed: z.boolean(),
  endsOn: z.nullable(z.string()),
  trialMrr: z.nullable(Money),
  scheduledChurnMrr: z.nullable(Money),
  nextChangeAt: z.nullable(z.string()),
  receipt: Receipt,
  revisions: z.array(EntryRevision),
});
export type ContractDetail = z.infer<typeof ContractDetail>;

/** A number on a card with what it is made of. */
export const Card = z.object({
  count: z.optional(z.int()),
  amounts: z.optional(z.array(Money)),
  hint: z.optional(z.record(z.string(), z.union([z.int(), z.array(Money)]))),
});

/** Counts and sums of one status and source; the footer and the filters add them up. */
export const ContractFacet = z.object({
  status: LedgerStatus,
  source: z.string(),
  count: z.int(),
  unmeasured: z.int(),
  mrr: z.array(Money),
  arr: z.array(Money),
});

export const ContractsOverview = z.object({
  state: SectionState,
  cards: z.object({ total: Card, active: Card, expiring_soon: Card, active_mrr: Card }),
  facets: z.array(ContractFacet),
  sources: z.array(SourceFreshness),
  asOf: z.nullable(z.string()),
});

/** The sorts of the list, the first is the default; `-` reverses. */
export const contractSorts = ["renewal", "mrr", "customer"] as const;

const ContractsQuery = z.strictObject({
  limit: Limit,
  cursor: z.optional(z.string()),
  sort: z._default(z.enum(["renewal", "-renewal", "mrr", "-mrr", "customer", "-customer"]), "renewal"),
  status: z.optional(LedgerStatus),
  source: z.optional(z.enum(["salesbricks", "stripe"])),
});
export type ContractsQuery = z.output<typeof ContractsQuery>;

export const contractsOverview = defineEndpoint("GET", "/contracts/overview", {
  summary: "Cards, facets and freshness of Contracts",
  answer: ContractsOverview,
});

export const listContracts = defineEndpoint("GET", "/contracts", {
  summary: "The ledger's rows, one for each entry",
  query: ContractsQuery,
  answer: z.object({ items: z.array(Contract), nextCursor: z.nullable(z.string()), asOf: z.nullable(z.string()) }),
});

export const getContract = defineEndpoint("GET", "/contracts/{id}", {
  summary: "One contract with the arithmetic of its MRR and its revisions",
  params: z.strictObject({ id: z.string() }),
  answer: ContractDetail,
});
