import * as z from "zod/mini";
import type { Instant } from "../time/instant.ts";
import { toMillis } from "../time/instant.ts";
import type { Source } from "../workspaces/workspace-head.ts";
import { ConnectionStatus, Provider } from "./connection.ts";

const minuteMs = 60_000;
const staleAfterMs = 72 * 60 * minuteMs;

/** A source as answers name it. `late`: older than twice its interval. `stale`: older than 72 hours, so what rests on it is muted. */
export const SourceFreshness = z.object({
  provider: Provider,
  connectionId: z.string(),
  status: ConnectionStatus,
  lastSyncedAt: z.nullable(z.string()),
  late: z.boolean(),
  stale: z.boolean(),
});
export type SourceFreshness = z.infer<typeof SourceFreshness>;

/** The freshness of a workspace's sources, of all providers or of the given ones, in the order of their connection ids. */
export const freshnessOf = (sources: Record<string, Source>, now: Instant, providers?: readonly Provider[]): SourceFreshness[] =>
  Object.entries(sources)
    .filter(([, source]) => !providers || providers.includes(source.provider))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([connectionId, { provider, status, lastSyncedAt, intervalMinutes }]) => {
      const ageMs = lastSyncedAt === null ? 0 : toMillis(now) - Date.parse(lastSyncedAt);
      return { provider, connectionId, status, lastSyncedAt, late: ageMs > 2 * intervalMinutes * minuteMs, stale: ageMs > staleAfterMs };
    });

/** The time up to which every one of these sources is known; null when one has never answered or there is none. */
export const knownUpTo = (sources: readonly SourceFreshness[]): string | null =>
  sources.some((source) => source.lastSyncedAt === null) ? null : (sources.map((source) => `${source.lastSyncedAt}`).sort()[0] ?? null);
