import * as z from "zod/mini";
import { ledgerEntryChanged, type OutgoingEvent } from "#events/index.ts";
import { type Alias, isNewer, unlinkedHolder } from "../accounts/alias.ts";
import type { aliasesIn } from "../store/aliases.ts";
import type { AccountLedger, EntryReplacement, ledgerIn } from "../store/ledger.ts";
import type { markersIn } from "../store/markers.ts";
import type { Instant } from "../time/instant.ts";
import { decideAccount, type LedgerAccount } from "./account-revenue.ts";
import type { BillingSubscription, SourceRecord } from "./billing-subscription.ts";
import { type ContractRow, showsTheSame, toContractRow } from "./contract-row.ts";
import { decideEntry } from "./decide-entry.ts";
import { type EntryOwner, entryId, LedgerEntry } from "./ledger-entry.ts";

/** What the projector needs of one workspace. */
export type LedgerStores = {
  ledger: ReturnType<typeof ledgerIn>;
  aliases: ReturnType<typeof aliasesIn>;
  markers: ReturnType<typeof markersIn>;
  workspaceId: string;
  timeZone: string;
  /** Waits a little, longer with each lost attempt, so that those who contend for one account do not meet again. */
  pause: (attempt: number) => Promise<void>;
};

/**
 * Why an entry is decided. `origin` and `id` make the dedupe marker. With `state` a provider told a new state of the record; without
 * it the stored record is decided again, because the account it belongs to changed or because time has passed.
 */
export type Cause = {
  origin: string;
  id: string;
  correlationId: string;
  /** When a change takes effect that no provider told: the moment of the clock. */
  effectiveAt?: string;
  state?: { subscription: BillingSubscription; source: SourceRecord; order: string };
};

/** What came of it. `changed` carries the events to publish; `duplicate` means the cause took effect before. */
export type Projection =
  | { kind: "changed"; entry: LedgerEntry; events: OutgoingEvent[] }
  | { kind: "duplicate" | "older" | "unchanged" | "unknown_record" };

const attempts = 12;

/**
 * Decides one entry and replaces it with its account, row, summary shards, revision and marker in one transaction. An older state
 * loses, a cause that took effect before changes nothing, and a lost race is decided again from what the winner left.
 * Throws when the race is lost twelve times; the message is then delivered again.
 */
export const projectEntry = async (
  stores: LedgerStores,
  record: { provider: string; recordId: string },
  cause: Cause,
  now: Instant,
): Promise<Projection> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const outcome = await tryOnce(stores, record, cause, now);
    if (outcome !== "lost_race") return outcome;
    await stores.pause(attempt);
  }
  throw new Error(`entry ${entryId(record.provider, record.recordId)} is contended: ${attempts} attempts lost`);
};

const tryOnce = async (
  stores: LedgerStores,
  record: { provider: string; recordId: string },
  cause: Cause,
  now: Instant,
): Promise<Projection | "lost_race"> => {
  const row = await stores.ledger.findRow(entryId(record.provider, record.recordId));
  const before = row && (await stores.ledger.readAccount(row.holder));
  const current = before?.entries.find((entry) => entry.record.recordId === record.recordId);
  if (row && !current) return "lost_race";
  const state = cause.state ?? (current && { subscription: current.record, source: current.receipt.source, order: current.order });
  if (!state) return { kind: "unknown_record" };
  if (cause.state && !isNewer({ asOf: state.source.observedAt, order: state.order }, current)) {
    return { kind: current?.order === state.order ? "duplicate" : "older" };
  }
  const alias = await stores.aliases.find(record.provider, state.subscription.customerId);
  const owner = ownerOf(state.subscription, alias);
  const here = before && row.holder === owner.holder ? before : await stores.ledger.readAccount(owner.holder);
  const next = toEntry(state, owner, current, stores.timeZone, now);
  if (!cause.state && current && sameDecision(current, next)) return { kind: "unchanged" };
  const replacement = toReplacement({ row, current, next, before, here, cause, now });
  const events = eventsOf(stores.workspaceId, current, next, cause, now);
  const guards = [stores.aliases.unchanged(record.provider, state.subscription.customerId, alias)];
  const marker = stores.markers.write(cause.origin, cause.id, events, now);
  const result = await stores.ledger.commit([marker, ...guards, ...stores.ledger.replacementWrites(replacement)]);
  if (result.kind === "done") return { kind: "changed", entry: next, events };
  return result.failed.includes(0) ? { kind: "duplicate" } : "lost_race";
};

/** Who a subscription belongs to, as far as its customer is known. */
const ownerOf = (subscription: BillingSubscription, alias: Alias | undefined): EntryOwner => ({
  holder: alias?.holder ?? unlinkedHolder(subscription.provider, subscription.customerId),
  domain: alias?.domain ?? null,
  customer: alias?.name ?? alias?.domain ?? alias?.email ?? subscription.customerId,
  email: alias?.email ?? null,
});

const toEntry = (
  state: NonNullable<Cause["state"]>,
  owner: EntryOwner,
  current: LedgerEntry | undefined,
  timeZone: string,
  now: Instant,
): LedgerEntry => ({
  ...decideEntry(state.subscription, state.source, timeZone, now),
  ...owner,
  id: entryId(state.subscription.provider, state.subscription.recordId),
  record: state.subscription,
  asOf: state.source.observedAt,
  order: state.order,
  version: (current?.version ?? 0) + 1,
});

const sameDecision = (a: LedgerEntry, b: LedgerEntry): boolean => {
  const inSchemaOrder = (entry: LedgerEntry) => JSON.stringify(z.parse(LedgerEntry, { ...entry, version: 0 }));
  return inSchemaOrder(a) === inSchemaOrder(b);
};

type Reading = {
  row: ContractRow | undefined;
  current: LedgerEntry | undefined;
  next: LedgerEntry;
  before: AccountLedger | undefined;
  here: AccountLedger;
  cause: Cause;
  now: Instant;
};

const toReplacement = ({ row, current, next, before, here, cause, now }: Reading): EntryReplacement => {
  const nextRow = toContractRow(next, (row?.version ?? 0) + 1);
  const others = here.entries.filter((entry) => entry.id !== next.id);
  const accounts: EntryReplacement["accounts"] = [{ from: here.account, to: decideAccount([...others, next], here.account, next.holder) }];
  if (before && current && current.holder !== next.holder) {
    accounts.push({ from: before.account, to: leave(before, next.id, current.holder) });
  }
  return {
    entry: { from: current, to: next },
    row: { from: row, to: row && showsTheSame(row, nextRow) ? undefined : nextRow },
    accounts,
    cause: cause.id,
    at: now,
    effectiveAt: cause.state?.source.observedAt ?? cause.effectiveAt ?? now,
  };
};

const leave = (left: AccountLedger, id: string, holder: string): LedgerAccount =>
  decideAccount(
    left.entries.filter((entry) => entry.id !== id),
    left.account,
    holder,
  );

const eventsOf = (workspaceId: string, from: LedgerEntry | undefined, to: LedgerEntry, cause: Cause, now: Instant): OutgoingEvent[] => {
  const side = (entry: LedgerEntry | undefined) => (entry ? { status: entry.status, mrr: entry.mrr } : null);
  if (from && JSON.stringify([side(from), from.domain]) === JSON.stringify([side(to), to.domain])) return [];
  return [
    {
      type: ledgerEntryChanged.type,
      source: ledgerEntryChanged.source,
      detail: {
        id: `${cause.id}:${ledgerEntryChanged.type}:${to.id}`,
        workspaceId,
        occurredAt: now,
        correlationId: cause.correlationId,
        data: { entryId: to.id, domain: to.domain, from: side(from), to: side(to) },
      },
    },
  ];
};
