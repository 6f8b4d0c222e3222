import { Alias } from "../accounts/alias.ts";
import { keys } from "./keys.ts";
import { type Table, versionIs, type Write, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** Aliases of one workspace: provider record → account. */
export const aliasesIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  return {
    find: (provider: string, recordId: string): Promise<Alias | undefined> => items.find(keys.alias(workspace, provider, recordId), Alias),

    /** The write that stores `alias` over the version before it. */
    write: (alias: Alias): Write => ({
      kind: "put",
      item: { ...keys.alias(workspace, alias.provider, alias.recordId), ...alias },
      condition: versionIs(alias.version === 1 ? undefined : alias.version - 1),
    }),

    /** The check that the alias is still the one that was read; without one, that there is still none. */
    unchanged: (provider: string, recordId: string, read: Alias | undefined): Write => ({
      kind: "check",
      key: keys.alias(workspace, provider, recordId),
      condition: versionIs(read?.version),
    }),

    commit: (writes: Write[]) => items.transact(writes),
  };
};
