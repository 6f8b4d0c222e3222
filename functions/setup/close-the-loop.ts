import { readCatalog } from "#lib/connections/connection.ts";
import { setting } from "#lib/environment/environment.ts";
import { http, route } from "#lib/http/http.ts";
import { decideSetup } from "#lib/setup/decide-setup.ts";
import { sectionSetup } from "#lib/setup/setup-api.ts";
import { openTable } from "#lib/store/open-table.ts";

const catalog = readCatalog(setting("SUCCESS_CATALOG"));

export const handler = http(
  openTable(),
  route(sectionSetup("close-the-loop"), async ({ head, now }) =>
    decideSetup("close-the-loop", { catalog, sources: head.sources, doneSteps: new Set() }, now),
  ),
);
