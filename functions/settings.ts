import { http, route } from "#lib/http/http.ts";
import { headsIn } from "#lib/store/heads.ts";
import { openTable } from "#lib/store/open-table.ts";
import { changeSettings, toSettings } from "#lib/workspaces/change-settings.ts";
import { getSettings, putSettings } from "#lib/workspaces/settings-api.ts";

const table = openTable();

export const handler = http(
  table,
  route(getSettings, async ({ head }) => toSettings(head)),
  route(putSettings, ({ body, ...context }) =>
    changeSettings({ heads: headsIn(table, context.caller.workspaceId), next: body, ...context }),
  ),
);
