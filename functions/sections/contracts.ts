import { http, type RequestContext, route } from "#lib/http/http.ts";
import { contractsOverview, getContract, listContracts } from "#lib/ledger/contracts-api.ts";
import { readContract, readContractsPage, readOverview } from "#lib/ledger/read-contracts.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import { openTable } from "#lib/store/open-table.ts";

const table = openTable();

const view = ({ caller, head, now }: Pick<RequestContext<unknown, unknown, unknown>, "caller" | "head" | "now">) => ({
  ledger: ledgerIn(table, caller.workspaceId),
  head,
  now,
});

export const handler = http(
  table,
  route(contractsOverview, (context) => readOverview(view(context))),
  route(listContracts, (context) => readContractsPage(view(context), context.query)),
  route(getContract, (context) => readContract(view(context), context.params.id)),
);
