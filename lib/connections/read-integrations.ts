import type * as z from "zod/mini";
import { basePath } from "../http/endpoint.ts";
import type { Instant } from "../time/instant.ts";
import type { WorkspaceHead } from "../workspaces/workspace-head.ts";
import { type Provider, providerLabels } from "./connection.ts";
import { freshnessOf, knownUpTo } from "./freshness.ts";
import type { Integration } from "./integrations-api.ts";

const powers: Record<Provider, string> = {
  salesbricks: "Contracts, Convert, Pipeline fallback and open orders, Re-engage, renewal context for Health",
  stripe: "Contracts, Convert, Health payment-state factors, Customer Detail revenue sources",
  posthog: "Health adoption scoring, Convert usage context, Customer Detail active-user metrics",
  attio: "Pipeline: stage reads and, where configured, editable stage movement",
  hubspot: "Customer Detail enrichment and company context",
  salesforce: "Pipeline source filtering",
  buildbetter: "Health signals, Close the Loop requests",
  github: "The release catalog",
  rss: "The release catalog",
  csv: "Licensed seats, accounts and contracts from files",
  manual: "The release catalog",
};

/** The catalog in its order, each provider with the workspace's connections. */
export const readIntegrations = (catalog: readonly Provider[], head: WorkspaceHead, now: Instant) => {
  const sources = freshnessOf(head.sources, now);
  const items = catalog.map(
    (provider): z.input<typeof Integration> => ({
      provider,
      label: providerLabels[provider],
      powers: powers[provider],
      connections: sources
        .filter((source) => source.provider === provider)
        .map(({ connectionId: id, ...source }) => ({
          id,
          ...source,
          intervalMinutes: head.sources[id]?.intervalMinutes ?? 0,
          webhook: { path: `${basePath}/webhooks/${provider}/${id}` },
        })),
    }),
  );
  return { items, asOf: knownUpTo(sources) };
};
