import { http, route } from "#lib/http/http.ts";
import { sectionOverview } from "#lib/sections/overview-api.ts";
import { readSectionOverview } from "#lib/sections/read-overview.ts";
import { openTable } from "#lib/store/open-table.ts";

export const handler = http(
  openTable(),
  route(sectionOverview("re-engage"), async ({ head, now }) => readSectionOverview("re-engage", head, now)),
);
