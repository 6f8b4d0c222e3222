import { ledgerEntryDue, type OutgoingEvent, outboxEntryDue } from "#events/index.ts";
import { type DueKey, findDue } from "../store/due.ts";
import { type DueKind, dueKinds, readComponent } from "../store/keys.ts";
import type { Table } from "../store/table.ts";
import type { Instant } from "../time/instant.ts";
import type { Publish } from "./publisher.ts";

const perPartition = 200;
const contracts = { outbox: outboxEntryDue, ledger: ledgerEntryDue } as const;

/**
 * Announces what has fallen due by `now`, per kind. What is announced stays due until its consumer has dealt with it, so a lost
 * message is announced again a minute later; consumers therefore check that the moment still stands. Answers the counts.
 */
export const dispatchDue = async (
  table: Table,
  publish: Publish,
  now: Instant,
  correlationId: string,
): Promise<Record<DueKind, number>> => {
  const counts = { ledger: 0, outbox: 0 };
  for (const kind of dueKinds) {
    const due = await findDue(table, kind, now, perPartition);
    await publish(due.map((key) => toEvent(kind, key, now, correlationId)));
    counts[kind] = due.length;
  }
  return counts;
};

const toEvent = (kind: DueKind, key: DueKey, now: Instant, correlationId: string): OutgoingEvent => ({
  type: contracts[kind].type,
  source: contracts[kind].source,
  detail: {
    id: `${kind}:${key.pk}:${key.sk}:${key.dueAt}`,
    workspaceId: readComponent(key.pk.split("#")[1] ?? ""),
    occurredAt: now,
    correlationId,
    data: key,
  },
});
