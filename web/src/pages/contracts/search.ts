import { oneOf, present, textOf } from "../../router/search.ts";

export const statuses = ["past_due", "trialing", "expiring_30d", "active", "paused", "pending", "draft", "canceled", "expired"] as const;
export const sourceFilters = ["stripe", "salesbricks"] as const;
export const sorts = ["renewal", "-renewal", "mrr", "-mrr", "customer", "-customer"] as const;

/** What counts as active on the card: active, trialing or expiring soon. The API has no such filter, so that the page applies it while reading. */
export const inForce = "in_force";
export const inForceStatuses: readonly Status[] = ["active", "trialing", "expiring_30d"];

export type Status = (typeof statuses)[number];
export type StatusFilter = Status | typeof inForce;
export type SourceFilter = (typeof sourceFilters)[number];
export type Sort = (typeof sorts)[number];
export type ContractsSearch = { status?: StatusFilter; source?: SourceFilter; sort?: Sort; row?: string };

export const defaultSort: Sort = "renewal";

/** Reads the address of the Contracts page; what it does not know is dropped, and the default sort is not written. */
export const readContractsSearch = (search: Record<string, unknown>): ContractsSearch => {
  const sort = oneOf(search.sort, sorts);
  return present({
    status: oneOf(search.status, [inForce, ...statuses]),
    source: oneOf(search.source, sourceFilters),
    sort: sort === defaultSort ? undefined : sort,
    row: textOf(search.row),
  });
};
