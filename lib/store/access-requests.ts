import { AccessRequest, type AccessRequestsQuery } from "../workspaces/access-api.ts";
import { firstWriteHeld } from "./first-write.ts";
import { keys, partitions } from "./keys.ts";
import { type Change, revisionOf } from "./revisions.ts";
import { readRowPage } from "./row-list.ts";
import { sortValue } from "./sort-values.ts";
import { type Table, versionIs, type Write, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

const list = "access-requests";

/** Access requests of one workspace, one a person. */
export const accessRequestsIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  return {
    find: (sub: string): Promise<AccessRequest | undefined> => items.find(keys.accessRequest(workspace, sub), AccessRequest),

    /** A page of requests, newest first, in one Query. */
    readPage: (page: AccessRequestsQuery) =>
      readRowPage(table, workspace, AccessRequest, {
        index: "List1",
        partition: partitions.list(workspace, list),
        backwards: true,
        limit: page.limit,
        cursor: page.cursor,
        query: [list],
        baseKey: (id) => keys.accessRequest(workspace, id),
      }),

    /**
     * Stores a request over the version before it, with its revision and `also`, in one transaction. False when somebody was faster with
     * this request; throws what may be tried again when something else stood in the way.
     */
    save: async (request: AccessRequest, change: Change, also: Write[]): Promise<boolean> => {
      const put: Write = {
        kind: "put",
        item: {
          ...keys.accessRequest(workspace, request.sub),
          ...request,
          lp: partitions.list(workspace, list),
          s1: sortValue(request.id, request.requestedAt),
        },
        condition: versionIs(request.version === 1 ? undefined : request.version - 1),
      };
      return firstWriteHeld(await items.transact([put, revisionOf(workspace, change), ...also]));
    },

    /** Writes what an answer that changed no request leaves behind. False when the same was written meanwhile. */
    note: async (writes: Write[]): Promise<boolean> => writes.length === 0 || firstWriteHeld(await items.transact(writes)),
  };
};
export type AccessRequestRepository = ReturnType<typeof accessRequestsIn>;
