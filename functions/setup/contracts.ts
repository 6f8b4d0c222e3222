import { readCatalog } from "#lib/connections/connection.ts";
import { setting } from "#lib/environment/environment.ts";
import { http, route } from "#lib/http/http.ts";
import { countUnlinked } from "#lib/ledger/contract-summary.ts";
import { decideSetup } from "#lib/setup/decide-setup.ts";
import { sectionSetup } from "#lib/setup/setup-api.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import { openTable } from "#lib/store/open-table.ts";

const table = openTable();
const catalog = readCatalog(setting("SUCCESS_CATALOG"));

export const handler = http(
  table,
  route(sectionSetup("contracts"), async ({ caller, head, now }) => {
    const unlinked = countUnlinked(await ledgerIn(table, caller.workspaceId).readSummary());
    const doneSteps = new Set(unlinked === 0 ? (["link_records"] as const) : []);
    return decideSetup("contracts", { catalog, sources: head.sources, doneSteps }, now);
  }),
);
