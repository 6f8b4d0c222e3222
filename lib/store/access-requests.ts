import { AccessRequest } from "../workspaces/access-api.ts";
import { keys } from "./keys.ts";
import { type Change, revisionOf } from "./revisions.ts";
import { type Table, versionIs, type Write, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** Access requests of one workspace, one a person. */
export const accessRequestsIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  return {
    find: (sub: string): Promise<AccessRequest | undefined> => items.find(keys.accessRequest(workspace, sub), AccessRequest),
    list: async (): Promise<AccessRequest[]> =>
      (await items.query({ partition: keys.accessRequest(workspace, "").pk, limit: 200, consistent: true }, AccessRequest)).items,
    /** Stores a request over the version before it, with its revision and `also`, in one transaction. False when somebody was faster. */
    save: async (request: AccessRequest, change: Change, also: Write[]): Promise<boolean> => {
      const put: Write = {
        kind: "put",
        item: { ...keys.accessRequest(workspace, request.sub), ...request },
        condition: versionIs(request.version === 1 ? undefined : request.version - 1),
      };
      return (await items.transact([put, revisionOf(workspace, change), ...also])).kind === "done";
    },
  };
};
export type AccessRequestRepository = ReturnType<typeof accessRequestsIn>;
