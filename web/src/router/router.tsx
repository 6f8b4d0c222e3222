import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { contractsListQuery, contractsOverviewQuery, integrationsQuery, sessionQuery, settingsQuery, setupQuery } from "../api/queries.ts";
import { setupSections } from "../api/sections.ts";
import type { App } from "../app.ts";
import { toReturnPath } from "../auth/return-path.ts";
import { toListQuery } from "../pages/contracts/list-query.ts";
import { readContractsSearch } from "../pages/contracts/search.ts";
import { ErrorPage } from "../shell/error-page.tsx";
import { PendingPage } from "../shell/pending-page.tsx";
import { Shell } from "../shell/shell.tsx";
import { guardWorkspace } from "./guard.ts";
import { oneOf, parseSearch, present, stringifySearch, textOf } from "./search.ts";

const root = createRootRouteWithContext<App>()({ component: Outlet });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/success", replace: true });
  },
});

const signedOut = createRoute({
  getParentRoute: () => root,
  path: "/signed-out",
  component: lazyRouteComponent(() => import("../pages/signed-out/signed-out-page.tsx"), "SignedOutPage"),
});

const unlock = createRoute({
  getParentRoute: () => root,
  path: "/success-unlock",
  validateSearch: (search: Record<string, unknown>) => present({ next: textOf(search.next) }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery(context.api));
    if (session.flags.success) throw redirect({ href: toReturnPath(search.next), replace: true });
  },
  component: lazyRouteComponent(() => import("../pages/unlock/unlock-page.tsx"), "UnlockPage"),
});

const workspace = createRoute({ getParentRoute: () => root, id: "workspace", beforeLoad: guardWorkspace, component: Shell });

const success = createRoute({
  getParentRoute: () => workspace,
  path: "/success",
  beforeLoad: () => {
    throw redirect({ to: "/success/health", replace: true });
  },
});

const releases = createRoute({
  getParentRoute: () => workspace,
  path: "/success/releases",
  validateSearch: (search: Record<string, unknown>) => readLoopSearch(search),
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/success/close-the-loop", search, replace: true });
  },
});

const readLoopSearch = ({ tab, status, q, id }: Record<string, unknown>) =>
  present({
    tab: oneOf(tab, ["matches", "requests", "catalog", "drafts"]),
    status: textOf(status),
    q: textOf(q),
    id: textOf(id),
  });

const contracts = createRoute({
  getParentRoute: () => workspace,
  path: "/success/contracts",
  validateSearch: readContractsSearch,
  loaderDeps: ({ search: { row: _row, ...search } }) => search,
  loader: ({ context: { api, queryClient }, deps }) => {
    void queryClient.prefetchQuery(contractsOverviewQuery(api));
    void queryClient.prefetchInfiniteQuery(contractsListQuery(api, toListQuery(deps)));
  },
  component: lazyRouteComponent(() => import("../pages/contracts/contracts-page.tsx"), "ContractsPage"),
});

const sectionPages = () => import("../pages/section/section-pages.tsx");
const health = createRoute({
  getParentRoute: () => workspace,
  path: "/success/health",
  component: lazyRouteComponent(sectionPages, "HealthPage"),
});
const convert = createRoute({
  getParentRoute: () => workspace,
  path: "/success/convert",
  component: lazyRouteComponent(sectionPages, "ConvertPage"),
});
const pipeline = createRoute({
  getParentRoute: () => workspace,
  path: "/success/pipeline",
  component: lazyRouteComponent(sectionPages, "PipelinePage"),
});
const reEngage = createRoute({
  getParentRoute: () => workspace,
  path: "/success/re-engage",
  component: lazyRouteComponent(sectionPages, "ReEngagePage"),
});
const closeTheLoop = createRoute({
  getParentRoute: () => workspace,
  path: "/success/close-the-loop",
  validateSearch: (search: Record<string, unknown>) => readLoopSearch(search),
  component: lazyRouteComponent(sectionPages, "CloseTheLoopPage"),
});

const loadSetups = ({ context: { api, queryClient } }: { context: App }) => {
  for (const section of setupSections) void queryClient.prefetchQuery(setupQuery(api, section));
};
const readiness = createRoute({
  getParentRoute: () => workspace,
  path: "/success/readiness",
  loader: loadSetups,
  component: lazyRouteComponent(() => import("../pages/readiness/readiness-page.tsx"), "ReadinessPage"),
});
const readinessOf = createRoute({
  getParentRoute: () => workspace,
  path: "/success/readiness/$section",
  loader: loadSetups,
  component: lazyRouteComponent(() => import("../pages/readiness/readiness-page.tsx"), "SectionReadinessPage"),
});

const integrations = createRoute({
  getParentRoute: () => workspace,
  path: "/settings/integrations",
  loader: ({ context: { api, queryClient } }) => void queryClient.prefetchQuery(integrationsQuery(api)),
  component: lazyRouteComponent(() => import("../pages/integrations/integrations-page.tsx"), "IntegrationsPage"),
});
const settings = createRoute({
  getParentRoute: () => workspace,
  path: "/settings/workspace",
  loader: ({ context: { api, queryClient } }) => void queryClient.prefetchQuery(settingsQuery(api)),
  component: lazyRouteComponent(() => import("../pages/workspace/workspace-page.tsx"), "WorkspacePage"),
});

const unknownPath = createRoute({
  getParentRoute: () => workspace,
  path: "$",
  component: lazyRouteComponent(() => import("../pages/not-found/not-found-page.tsx"), "NotFoundPage"),
});

const sections = [health, convert, contracts, pipeline, reEngage, closeTheLoop];
const routeTree = root.addChildren([
  start,
  signedOut,
  unlock,
  workspace.addChildren([success, releases, ...sections, readiness, readinessOf, integrations, settings, unknownPath]),
]);

/** Makes the router: flat text in the address, unknown parameters dropped, pages loaded when somebody is about to open them. */
export const createPageRouter = (app: App) =>
  createRouter({
    routeTree,
    context: app,
    parseSearch,
    stringifySearch,
    search: { strict: true },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: ErrorPage,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
