import type { Source } from "../workspaces/workspace-head.ts";
import { newWorkspace, WorkspaceHead } from "../workspaces/workspace-head.ts";
import { firstWriteHeld } from "./first-write.ts";
import { type Key, keys } from "./keys.ts";
import type { Change } from "./revisions.ts";
import { revisionOf } from "./revisions.ts";
import { type Table, versionIs, type Write, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** What a person may change about a workspace. */
export type HeadSettings = Pick<WorkspaceHead, "name" | "timeZone" | "locale" | "displayCurrency" | "flags">;

/** The head of one workspace. A workspace never written reads as a new one: flag off, nothing connected, version 0. */
export const headsIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  const key = keys.head(workspace);
  return {
    get: async (): Promise<WorkspaceHead> => (await items.find(key, WorkspaceHead)) ?? newWorkspace(workspace),

    /**
     * Replaces the settings, writes the revision and `also` in one transaction. False when somebody else changed them since `expected`;
     * throws what may be tried again when something else stood in the way.
     */
    saveSettings: async (next: HeadSettings, expected: number, change: Change, also: Write[] = []): Promise<boolean> =>
      firstWriteHeld(await items.transact([settingsWrite(key, next, expected), revisionOf(workspace, change), ...also])),

    /** The write that turns the flag, for use inside another repository's transaction. */
    settingsWrite: (next: HeadSettings, expected: number): Write => settingsWrite(key, next, expected),

    /** The write that adds or replaces a source; the head must exist. */
    sourceWrite: (connectionId: string, source: Source): Write => ({
      kind: "update",
      key,
      update: {
        expression: "SET sources.#connection = :source",
        names: { "#connection": connectionId },
        values: { ":source": source },
      },
    }),

    /** Notes that a source is known up to `at`, unless it was noted since `noticedBefore`: a busy source costs one write per interval. */
    touchSource: (connectionId: string, at: string, noticedBefore: string): Promise<boolean> =>
      items.update(
        key,
        { expression: "SET sources.#connection.lastSyncedAt = :at", names: { "#connection": connectionId }, values: { ":at": at } },
        {
          expression:
            "attribute_exists(sources.#connection) AND (sources.#connection.lastSyncedAt < :before OR attribute_type(sources.#connection.lastSyncedAt, :none))",
          values: { ":before": noticedBefore, ":none": "NULL" },
        },
      ),
  };
};

export type HeadRepository = ReturnType<typeof headsIn>;

const settingFields = ["name", "timeZone", "locale", "displayCurrency", "flags"] as const satisfies (keyof HeadSettings)[];

const settingsWrite = (key: Key, next: HeadSettings, expected: number): Write => ({
  kind: "update",
  key,
  update: {
    expression: `SET ${settingFields.map((field) => `#${field} = :${field}`).join(", ")}, #version = :next, #sources = if_not_exists(#sources, :none)`,
    names: Object.fromEntries([...settingFields, "version", "sources"].map((field) => [`#${field}`, field])),
    values: { ...Object.fromEntries(settingFields.map((field) => [`:${field}`, next[field]])), ":next": expected + 1, ":none": {} },
  },
  condition: versionIs(expected === 0 ? undefined : expected),
});
