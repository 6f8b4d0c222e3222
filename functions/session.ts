import { http, route } from "#lib/http/http.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import { openTable } from "#lib/store/open-table.ts";
import { readSession } from "#lib/workspaces/read-session.ts";
import { getSession } from "#lib/workspaces/session-api.ts";

const table = openTable();

export const handler = http(
  table,
  route(getSession, ({ caller, head, now }) => readSession(ledgerIn(table, caller.workspaceId), caller, head, now)),
);
