import { setTimeout } from "node:timers/promises";
import type { aliasChanged, ledgerEntryDue, stripeEventReceived } from "#events/index.ts";
import { receiveStripeEvent } from "../connectors/stripe/receive-event.ts";
import type { Consumed } from "../events/consumer.ts";
import { publishOutcome } from "../events/publish-outcome.ts";
import type { Publish } from "../events/publisher.ts";
import { type LedgerStores, projectEntry } from "../ledger/project-entry.ts";
import { logger } from "../observability/logger.ts";
import { count } from "../observability/metrics.ts";
import { aliasesIn } from "../store/aliases.ts";
import { headsIn } from "../store/heads.ts";
import { ledgerIn } from "../store/ledger.ts";
import { markersIn } from "../store/markers.ts";
import { quarantineIn } from "../store/quarantine.ts";
import type { Table } from "../store/table.ts";
import { toWorkspaceId, type WorkspaceId } from "../store/workspace-id.ts";
import { addMillis, type Instant, toInstant } from "../time/instant.ts";
import type { WorkspaceHead } from "../workspaces/workspace-head.ts";

const longestPauseMs = 400;

/** Full jitter: anywhere up to 10 ms, doubled with each attempt. */
const jitteredPause = (attempt: number): Promise<void> => setTimeout(Math.random() * Math.min(longestPauseMs, 10 * 2 ** attempt));

/** A busy source notes its freshness at most this often. */
const touchEveryMs = 10_000;

/**
 * What the ledger does with each event it hears. Every method may be called again with the same event, and with events in any order:
 * the books end in the same state.
 */
export const createLedgerProjector = (table: Table, publish: Publish) => {
  const open = async (id: string): Promise<{ workspace: WorkspaceId; head: WorkspaceHead; stores: LedgerStores }> => {
    const workspace = toWorkspaceId(id);
    const head = await headsIn(table, workspace).get();
    const stores = { ledger: ledgerIn(table, workspace), aliases: aliasesIn(table, workspace), markers: markersIn(table, workspace) };
    return { workspace, head, stores: { ...stores, workspaceId: workspace, timeZone: head.timeZone, pause: jitteredPause } };
  };
  const finish = (workspace: WorkspaceId, cause: { origin: string; id: string }, outcome: Parameters<typeof publishOutcome>[2]) =>
    publishOutcome({ workspace, markers: markersIn(table, workspace), publish }, cause, outcome);

  return {
    stripeEvent: async ({ workspaceId, correlationId, data }: Consumed<typeof stripeEventReceived>, now: Instant): Promise<void> => {
      const { workspace, head, stores } = await open(workspaceId);
      const outcome = await receiveStripeEvent(stores, data, correlationId, now);
      count(`StripeEvents.${outcome.kind}`);
      if (outcome.kind === "unreadable") return quarantine(table, { workspace, correlationId, data, reason: outcome.reason, now });
      if (outcome.kind !== "ignored") await finish(workspace, { origin: data.connectionId, id: data.eventId }, outcome);
      await noteFreshness(table, workspace, head, data);
    },

    aliasChange: async ({ id, workspaceId, correlationId, data }: Consumed<typeof aliasChanged>, now: Instant): Promise<void> => {
      const { workspace, stores } = await open(workspaceId);
      const holders = [...new Set([data.from, data.to])];
      const accounts = await Promise.all(holders.map((holder) => stores.ledger.readAccount(holder)));
      const entries = accounts.flatMap((account) => account.entries).filter((entry) => entry.record.customerId === data.recordId);
      for (const entry of entries) {
        const cause = { origin: "alias", id: `${id}:${entry.id}`, correlationId };
        const outcome = await projectEntry(stores, { provider: data.provider, recordId: entry.record.recordId }, cause, now);
        await finish(workspace, cause, outcome);
      }
    },

    dueEntry: async ({ workspaceId, correlationId, data }: Consumed<typeof ledgerEntryDue>, now: Instant): Promise<void> => {
      const { workspace, stores } = await open(workspaceId);
      const entry = await stores.ledger.findEntryAt(data);
      if (!entry || entry.nextChangeAt === null || entry.nextChangeAt > now) return;
      const cause = {
        origin: "clock",
        id: `clock:${entry.id}:${entry.nextChangeAt}:${entry.version}`,
        correlationId,
        effectiveAt: entry.nextChangeAt,
      };
      const outcome = await projectEntry(stores, { provider: entry.record.provider, recordId: entry.record.recordId }, cause, now);
      await finish(workspace, cause, outcome);
    },
  };
};

/** A source is known up to the last event that was taken in; the head that was read tells whether that needs a write. */
const noteFreshness = async (
  table: Table,
  workspace: WorkspaceId,
  head: WorkspaceHead,
  { connectionId, receivedAt }: { connectionId: string; receivedAt: string },
): Promise<void> => {
  const known = head.sources[connectionId];
  const noticedBefore = addMillis(toInstant(receivedAt), -touchEveryMs);
  if (!known || (known.lastSyncedAt !== null && known.lastSyncedAt >= noticedBefore)) return;
  await headsIn(table, workspace).touchSource(connectionId, receivedAt, noticedBefore);
};

type Unreadable = {
  workspace: WorkspaceId;
  correlationId: string;
  data: Consumed<typeof stripeEventReceived>["data"];
  reason: string;
  now: Instant;
};

/** Whoever waits for a row that does not come finds the reason in the log; the record itself stays out of it. */
const quarantine = async (table: Table, { workspace, correlationId, data, reason, now }: Unreadable): Promise<void> => {
  const { connectionId, eventId, eventType, objectId } = data;
  const record = { connectionId, recordId: objectId ?? eventId, eventId, eventType, reason };
  await quarantineIn(table, workspace).put({ ...record, at: now });
  logger.warn("webhook could not be read", { workspaceId: workspace, correlationId, ...record });
};
