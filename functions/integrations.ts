import { readCatalog } from "#lib/connections/connection.ts";
import { listIntegrations } from "#lib/connections/integrations-api.ts";
import { readIntegrations } from "#lib/connections/read-integrations.ts";
import { setting } from "#lib/environment/environment.ts";
import { http, route } from "#lib/http/http.ts";
import { openTable } from "#lib/store/open-table.ts";

const catalog = readCatalog(setting("SUCCESS_CATALOG"));

export const handler = http(
  openTable(),
  route(listIntegrations, async ({ head, now }) => readIntegrations(catalog, head, now)),
);
