import { type InfiniteData, infiniteQueryOptions, queryOptions, replaceEqualDeep } from "@tanstack/react-query";
import { type Api, answerOf } from "./client.ts";
import { type ContractsQuery, keys } from "./keys.ts";
import type { ContractsPage, LedgerStatus, Section } from "./types.ts";

/** A page shows a change within this time; a hidden page asks nothing. */
export const pollMs = 3_000;
const sessionPollMs = 15_000;
const pageSize = 200;

export type ContractsListQuery = ContractsQuery & { status?: LedgerStatus; source?: "stripe" | "salesbricks"; sort: ContractSort };
export type ContractSort = "renewal" | "-renewal" | "mrr" | "-mrr" | "customer" | "-customer";
export type SetupSection = Exclude<Section, "health">;

/** Who is signed in, where, and what waits in each section. */
export const sessionQuery = (api: Api) =>
  queryOptions({
    queryKey: keys.session,
    queryFn: ({ signal }) => answerOf(api.GET("/v3/rest/success/session", { signal })),
    refetchInterval: sessionPollMs,
  });

export const settingsQuery = (api: Api) =>
  queryOptions({ queryKey: keys.settings, queryFn: ({ signal }) => answerOf(api.GET("/v3/rest/success/settings", { signal })) });

/** Who asked for access, newest first, by pages. Repeating the pages costs one request each. */
export const accessRequestsQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: keys.accessRequests,
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET("/v3/rest/success/access-requests", { params: { query: pageParam === null ? {} : { cursor: pageParam } }, signal })),
    initialPageParam: null as string | null, // safe: widens the first page's null to the type of a cursor
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => sessionPollMs * Math.max(1, state.data?.pages.length ?? 1),
  });

export const integrationsQuery = (api: Api) =>
  queryOptions({
    queryKey: keys.integrations,
    queryFn: ({ signal }) => answerOf(api.GET("/v3/rest/success/integrations", { signal })),
    refetchInterval: sessionPollMs,
  });

/** Readiness of one section; each has a route of its own. */
export const setupQuery = (api: Api, section: SetupSection) =>
  queryOptions({
    queryKey: keys.setup(section),
    queryFn: ({ signal }) => answerOf(setupRequests[section](api, signal)),
    refetchInterval: sessionPollMs,
  });

const setupRequests = {
  convert: (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/sections/convert/setup", { signal }),
  contracts: (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/sections/contracts/setup", { signal }),
  pipeline: (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/sections/pipeline/setup", { signal }),
  "re-engage": (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/sections/re-engage/setup", { signal }),
  "close-the-loop": (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/sections/close-the-loop/setup", { signal }),
};

export type PlainSection = Exclude<Section, "contracts">;

/** The state of a section that shows no rows yet. */
export const overviewQuery = (api: Api, section: PlainSection) =>
  queryOptions({
    queryKey: keys.overview(section),
    queryFn: ({ signal }) => answerOf(overviewRequests[section](api, signal)),
    refetchInterval: sessionPollMs,
  });

const overviewRequests = {
  health: (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/health/overview", { signal }),
  convert: (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/convert/overview", { signal }),
  pipeline: (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/pipeline/overview", { signal }),
  "re-engage": (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/re-engage/overview", { signal }),
  "close-the-loop": (api: Api, signal: AbortSignal) => api.GET("/v3/rest/success/close-the-loop/overview", { signal }),
};

export const contractsOverviewQuery = (api: Api) =>
  queryOptions({
    queryKey: keys.overview("contracts"),
    queryFn: ({ signal }) => answerOf(api.GET("/v3/rest/success/contracts/overview", { signal })),
    refetchInterval: pollMs,
  });

/** The ledger's rows by pages. Repeating the pages costs one request each, so that a long list is asked for less often. */
export const contractsListQuery = (api: Api, query: ContractsListQuery) =>
  infiniteQueryOptions({
    queryKey: keys.contractsList(query),
    queryFn: async ({ pageParam, signal, client, queryKey }) => {
      const page = await answerOf(
        api.GET("/v3/rest/success/contracts", {
          params: { query: { ...query, limit: String(pageSize), ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      );
      return keepEqualRows(client.getQueryData(queryKey), pageParam, page);
    },
    // Each page has been compared when it came: all of a long list at once would hold up the scrolling.
    structuralSharing: false,
    initialPageParam: null as string | null, // safe: widens the first page's null to the type of a cursor
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => pollMs * Math.max(1, state.data?.pages.length ?? 1),
  });

type Pages = InfiniteData<ContractsPage, string | null>;

/** The page that came, with the objects of the one known before wherever they are equal: an equal row is not drawn again. */
const keepEqualRows = (known: Pages | undefined, cursor: string | null, page: ContractsPage): ContractsPage =>
  replaceEqualDeep(known?.pages[known.pageParams.indexOf(cursor)], page);

export const contractQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: keys.contract(id),
    queryFn: ({ signal }) => answerOf(api.GET("/v3/rest/success/contracts/{id}", { params: { path: { id } }, signal })),
    refetchInterval: pollMs,
  });
