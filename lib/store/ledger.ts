import * as z from "zod/mini";
import { LedgerAccount } from "../ledger/account-revenue.ts";
import { ContractRow } from "../ledger/contract-row.ts";
import { type Counters, contributionOf, difference } from "../ledger/contract-summary.ts";
import { EntryRevision, LedgerEntry, type LedgerStatus } from "../ledger/ledger-entry.ts";
import { duePartitionOf, type Key, keys, partitions } from "./keys.ts";
import { changedFields } from "./revisions.ts";
import { type RowPage, readRowPage } from "./row-list.ts";
import { descending, sortText, sortValue, unknownLast } from "./sort-values.ts";
import { type Table, type TransactionResult, versionIs, type Write, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

const contractsList = "contracts";
const listIndexes = { renewal: "List1", mrr: "List2", customer: "List3" } as const;
const filterIndexes = { renewal: "Filter1", mrr: "Filter2", customer: "Filter3" } as const;

/** A page asked of the ledger's rows. `query` is what a cursor is bound to. */
export type LedgerPage = Pick<RowPage<ContractRow>, "backwards" | "limit" | "cursor" | "query" | "keep"> & {
  by: keyof typeof listIndexes;
  status: LedgerStatus | undefined;
};

/** One account's part of the ledger: the account item and its entries. */
export type AccountLedger = { account: LedgerAccount | undefined; entries: LedgerEntry[] };

/** A replaced entry with everything that changes with it. `from` is what was read, `to` what is to be. */
export type EntryReplacement = {
  entry: { from: LedgerEntry | undefined; to: LedgerEntry };
  row: { from: ContractRow | undefined; to: ContractRow | undefined };
  accounts: { from: LedgerAccount | undefined; to: LedgerAccount }[];
  cause: string;
  at: string;
  effectiveAt: string;
};

const stored = z.looseObject({ sk: z.string() });

/** The ledger of one workspace: entries and accounts as truth, rows and summary shards as what the list shows. */
export const ledgerIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  return {
    findRow: (id: string): Promise<ContractRow | undefined> => items.find(keys.row(workspace, contractsList, id), ContractRow),

    /** The account item and all entries under one holder, in one Query (a further one for each MB). */
    readAccount: async (holder: string): Promise<AccountLedger> => {
      const found = await items.queryAll({ partition: keys.account(workspace, holder).pk, beginsWith: "S#", consistent: true }, stored);
      const account = found.find((item) => item.sk === "S#ACCOUNT");
      const entries = found.filter((item) => item.sk.startsWith("S#E#"));
      return { account: account && z.parse(LedgerAccount, account), entries: entries.map((item) => z.parse(LedgerEntry, item)) };
    },

    findEntryAt: (key: Key): Promise<LedgerEntry | undefined> => items.find(key, LedgerEntry),

    /** The writes that carry out a replacement: entry, accounts, row, summary shards and the revision. */
    replacementWrites: (replacement: EntryReplacement): Write[] => [
      ...entryWrites(workspace, replacement),
      ...replacement.accounts.map(({ from, to }) => accountWrite(workspace, from, to)),
      ...rowWrites(workspace, replacement.row.from, replacement.row.to),
      ...revisionWrites(workspace, replacement),
    ],

    commit: (writes: Write[]): Promise<TransactionResult> => items.transact(writes),

    /** A page of rows in one of the list's sorts; `status` is indexed, `keep` filters what was read. */
    readPage: ({ by, status, ...page }: LedgerPage) =>
      readRowPage(table, workspace, ContractRow, {
        ...page,
        index: (status ? filterIndexes : listIndexes)[by],
        partition: status ? partitions.filtered(workspace, contractsList, status) : partitions.list(workspace, contractsList),
        baseKey: (id) => keys.row(workspace, contractsList, id),
      }),

    /** All summary shards, in one Query. */
    readSummary: async (): Promise<Counters[]> => {
      const { items: shards } = await items.query(
        { partition: keys.summaryShard(workspace, contractsList, "").pk, beginsWith: "S#" },
        shard,
      );
      return shards.map(({ pk: _pk, sk: _sk, ...counters }) => counters);
    },

    /** The revisions of one entry, newest first. */
    readRevisions: async (holder: string, id: string, limit: number) => {
      const { pk, sk } = keys.entryRevision(workspace, holder, id, "", "");
      const beginsWith = sk.slice(0, -1);
      return (await items.query({ partition: pk, beginsWith, backwards: true, limit }, EntryRevision)).items;
    },
  };
};

export type LedgerRepository = ReturnType<typeof ledgerIn>;

const shard = z.catchall(z.object({ pk: z.string(), sk: z.string() }), z.number());

const entryWrites = (workspace: WorkspaceId, { entry: { from, to } }: EntryReplacement): Write[] => {
  const key = keys.entry(workspace, to.holder, to.record.provider, to.record.recordId);
  const due = to.nextChangeAt === null ? {} : { due: duePartitionOf("ledger", key), dueAt: to.nextChangeAt };
  const moved = from !== undefined && from.holder !== to.holder;
  const put: Write = { kind: "put", item: { ...key, ...to, ...due }, condition: versionIs(moved ? undefined : from?.version) };
  if (!moved) return [put];
  const oldKey = keys.entry(workspace, from.holder, from.record.provider, from.record.recordId);
  return [put, { kind: "delete", key: oldKey, condition: versionIs(from.version) }];
};

const accountWrite = (workspace: WorkspaceId, from: LedgerAccount | undefined, to: LedgerAccount): Write => {
  const key = keys.account(workspace, to.holder);
  return to.entryCount === 0
    ? { kind: "delete", key, condition: versionIs(from?.version) }
    : { kind: "put", item: { ...key, ...to }, condition: versionIs(from?.version) };
};

const rowWrites = (workspace: WorkspaceId, from: ContractRow | undefined, to: ContractRow | undefined): Write[] => {
  if (!to) return [];
  const key = keys.row(workspace, contractsList, to.id);
  const put: Write = { kind: "put", item: { ...key, ...to, ...indexAttributes(workspace, to) }, condition: versionIs(from?.version) };
  const shards = new Map<string, { key: Key; delta: Counters }>();
  for (const [row, sign] of [[from, -1] as const, [to, 1] as const]) {
    if (!row) continue;
    const shardKey = keys.summaryShard(workspace, contractsList, row.holder);
    const before = shards.get(shardKey.sk)?.delta ?? {};
    const part = contributionOf(row);
    shards.set(shardKey.sk, { key: shardKey, delta: sign === 1 ? difference(part, negate(before)) : difference(before, part) });
  }
  const updates = [...shards.values()].filter(({ delta }) => Object.keys(delta).length > 0).map((part) => addTo(part.key, part.delta));
  return [put, ...updates];
};

const negate = (counters: Counters): Counters => Object.fromEntries(Object.entries(counters).map(([name, value]) => [name, -value]));

const addTo = (key: Key, delta: Counters): Write => {
  const names = Object.keys(delta);
  return {
    kind: "update",
    key,
    update: {
      expression: `ADD ${names.map((_, position) => `#c${position} :c${position}`).join(", ")}`,
      names: Object.fromEntries(names.map((name, position) => [`#c${position}`, name])),
      values: Object.fromEntries(names.map((name, position) => [`:c${position}`, delta[name]])),
    },
  };
};

/** The index attributes of a row: the whole list, the list of its status, and its three sorts (renewal, mrr, customer). */
export const indexAttributes = (workspace: WorkspaceId, row: ContractRow) => ({
  lp: partitions.list(workspace, contractsList),
  fp: partitions.filtered(workspace, contractsList, row.status),
  s1: sortValue(row.id, row.renewalDate ?? unknownLast),
  s2: row.mrr ? sortValue(row.id, row.mrr.currency, descending(row.mrr.amount)) : sortValue(row.id, unknownLast),
  s3: sortValue(row.id, sortText(row.customer)),
});

const revisionWrites = (workspace: WorkspaceId, { entry: { from, to }, cause, at, effectiveAt }: EntryReplacement): Write[] => {
  const change = changedFields(from ? shown(from) : {}, shown(to));
  if (Object.keys(change.to).length === 0) return [];
  return [{ kind: "put", item: { ...keys.entryRevision(workspace, to.holder, to.id, at, cause), at, effectiveAt, cause, ...change } }];
};

/** The fields of an entry whose change a person would call a change. */
const shown = ({ status, paymentState, product, mrr, arr, renewalDate, endsOn, holder, customer }: LedgerEntry) => ({
  status,
  paymentState,
  product,
  mrr,
  arr,
  renewalDate,
  endsOn,
  holder,
  customer,
});
