import { keys } from "./keys.ts";
import { type Table, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** A provider record that could not be read, with the reason a person is shown. The rest of its batch goes on. */
export type Quarantined = { connectionId: string; recordId: string; eventId: string; eventType: string; reason: string; at: string };

/** Quarantined records of one workspace; the same record is kept once, with its latest reason. */
export const quarantineIn = (table: Table, workspace: WorkspaceId) => ({
  put: (record: Quarantined): Promise<void> =>
    workspaceTable(table, workspace).put({ ...keys.quarantine(workspace, record.connectionId, record.recordId), ...record }),
});
