import { Alias, unlinkedHolder } from "../accounts/alias.ts";
import { keys } from "./keys.ts";
import { revisionOf } from "./revisions.ts";
import { type Table, versionIs, type Write, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** Aliases of one workspace: provider record → account. */
export const aliasesIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  return {
    find: (provider: string, recordId: string): Promise<Alias | undefined> => items.find(keys.alias(workspace, provider, recordId), Alias),

    /** The writes that replace an alias: itself, the count of unlinked customers, and a revision when it belongs elsewhere than before. */
    writes: (from: Alias | undefined, to: Alias, cause: string, at: string): Write[] => [
      { kind: "put", item: { ...keys.alias(workspace, to.provider, to.recordId), ...to }, condition: versionIs(from?.version) },
      ...countWrites(workspace, from, to),
      ...revisionWrites(workspace, from, to, cause, at),
    ],

    /** The check that the alias is still the one that was read; without one, that there is still none. */
    unchanged: (provider: string, recordId: string, read: Alias | undefined): Write => ({
      kind: "check",
      key: keys.alias(workspace, provider, recordId),
      condition: versionIs(read?.version),
    }),

    commit: (writes: Write[]) => items.transact(writes),
  };
};

/** Unlinked customers are counted beside the rows of Contracts, where readiness looks. */
const countWrites = (workspace: WorkspaceId, from: Alias | undefined, to: Alias): Write[] => {
  const delta = Number(to.domain === null) - Number(from !== undefined && from.domain === null);
  if (delta === 0) return [];
  const key = keys.summaryShard(workspace, "contracts", unlinkedHolder(to.provider, to.recordId));
  const update = { expression: "ADD #count :delta", names: { "#count": "unlinked_customers" }, values: { ":delta": delta } };
  return [{ kind: "update", key, update }];
};

const revisionWrites = (workspace: WorkspaceId, from: Alias | undefined, to: Alias, cause: string, at: string): Write[] => {
  if (from?.holder === to.holder) return [];
  const entity = `alias:${to.provider}:${to.recordId}`;
  const change = { entity, action: "alias.changed", at, cause, actor: to.provider, requestId: cause };
  return [revisionOf(workspace, { ...change, from: { holder: from?.holder ?? null }, to: { holder: to.holder } })];
};
