import type { Source } from "../api/types.ts";
import { formatAge } from "../format/dates.ts";
import type { Meaning } from "../ui/meaning.ts";
import { messages } from "./messages.ts";

/** How fresh a source is, as a glyph and a few words. */
export type SourceView = { meaning: Meaning; age: string };

const meanings: Record<Source["status"], Meaning> = {
  healthy: "healthy",
  inactive: "none",
  disabled: "none",
  errored: "critical",
  reauth_needed: "risk",
};

/** A source that is not healthy says so; a healthy one says its age, and `late` or `stale` when it is too old. */
export const viewSource = ({ status, lastSyncedAt, late, stale }: Source, nowMs: number): SourceView => {
  if (status !== "healthy") return { meaning: meanings[status], age: messages.statuses[status] };
  if (lastSyncedAt === null) return { meaning: "none", age: messages.neverSynced };
  const age = formatAge(lastSyncedAt, nowMs);
  if (stale) return { meaning: "risk", age: messages.stale(age) };
  return late ? { meaning: "risk", age: messages.late(age) } : { meaning: "healthy", age };
};
