import { type ParsedLocation, redirect } from "@tanstack/react-router";
import { contractsListQuery, contractsOverviewQuery, sessionQuery } from "../api/queries.ts";
import type { App } from "../app.ts";
import { toListQuery } from "../pages/contracts/list-query.ts";
import { readContractsSearch } from "../pages/contracts/search.ts";

type Opening = { context: App; location: ParsedLocation };

/**
 * Lets a page open when Success is on for the workspace; else it leads to the unlock page, which comes back here. The workspace's
 * settings stay open: that is where an admin turns it on.
 */
export const guardWorkspace = async ({ context, location }: Opening): Promise<void> => {
  warmUp(context, location);
  const session = await context.queryClient.ensureQueryData(sessionQuery(context.api));
  if (session.flags.success || location.pathname === "/settings/workspace") return;
  throw redirect({ to: "/success-unlock", search: { next: location.href }, replace: true });
};

/** Asks for the first list together with the session, not after it. */
const warmUp = ({ api, queryClient }: App, { pathname, search }: ParsedLocation): void => {
  if (pathname !== "/success/contracts" || queryClient.getQueryData(sessionQuery(api).queryKey)) return;
  void queryClient.prefetchQuery(contractsOverviewQuery(api));
  void queryClient.prefetchInfiniteQuery(contractsListQuery(api, toListQuery(readContractsSearch(search))));
};
