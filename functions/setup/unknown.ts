import { Failure } from "#lib/http/failure.ts";
import { http, route } from "#lib/http/http.ts";
import { unknownSectionSetup } from "#lib/setup/setup-api.ts";
import { openTable } from "#lib/store/open-table.ts";

export const handler = http(
  openTable(),
  route(unknownSectionSetup, async ({ params }) => {
    throw new Failure("unknown_section", { detail: `There is no setup of "${params.section}"` });
  }),
);
