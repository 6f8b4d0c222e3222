import { providerLabels } from "#lib/connections/provider.ts";
import type { ContractsOverview, Source } from "../../api/types.ts";
import { formatAge, formatSince, type Reading } from "../../format/dates.ts";
import { messages } from "./messages.ts";

export type Notice = { title: string; body: string };

/** What stands over the list when a source doesn't answer or has been silent too long; nothing when all is well. */
export const viewNotice = ({ state, sources }: Pick<ContractsOverview, "state" | "sources">, reading: Reading): Notice | undefined => {
  const silent = sources.filter(({ status }) => status !== "healthy");
  if (state === "partial") {
    const others = names(sources.filter(({ status }) => status === "healthy"));
    const payments = silent.some(({ provider }) => provider === "stripe");
    return {
      title: messages.partial,
      body: messages.partialBody({ silent: names(silent), since: sinceOf(silent, reading), others, payments }),
    };
  }
  if (state === "unavailable")
    return { title: messages.unavailable, body: messages.unavailableBody(names(silent), sinceOf(silent, reading)) };
  const stale = sources.find((source) => source.stale);
  if (!stale?.lastSyncedAt) return undefined;
  return { title: messages.stale, body: messages.staleBody(providerLabels[stale.provider], formatAge(stale.lastSyncedAt, reading.nowMs)) };
};

const names = (sources: readonly Source[]): string => [...new Set(sources.map(({ provider }) => providerLabels[provider]))].join(" and ");

const sinceOf = (sources: readonly Source[], reading: Reading): string => {
  const known = sources.flatMap(({ lastSyncedAt }) => lastSyncedAt ?? []).sort()[0];
  return known ? messages.since(formatSince(known, reading)) : "";
};
