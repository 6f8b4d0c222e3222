import type { Caller } from "#lib/http/caller.ts";
import { http, route } from "#lib/http/http.ts";
import { accessRequestsIn } from "#lib/store/access-requests.ts";
import { headsIn } from "#lib/store/heads.ts";
import { openTable } from "#lib/store/open-table.ts";
import { decideRequest, listRequests, requestAccess } from "#lib/workspaces/access.ts";
import { listAccessRequests, patchAccessRequest, postAccessRequest } from "#lib/workspaces/access-api.ts";

const table = openTable();

const stores = ({ workspaceId }: Caller) => ({ requests: accessRequestsIn(table, workspaceId), heads: headsIn(table, workspaceId) });

export const handler = http(
  table,
  route(postAccessRequest, ({ body, ...context }) => requestAccess({ ...stores(context.caller), ...context }, body)),
  route(listAccessRequests, ({ caller, query }) => listRequests(stores(caller).requests, query)),
  route(patchAccessRequest, ({ params, body, ...context }) => decideRequest({ ...stores(context.caller), ...context }, params.id, body)),
);
