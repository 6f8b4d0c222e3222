import type { Section } from "./types.ts";

export type ContractsQuery = { status?: string; source?: string; sort: string };

/** Every key of the cache. A key begins with what has to be refreshed together. */
export const keys = {
  session: ["session"],
  settings: ["settings"],
  accessRequests: ["access-requests"],
  integrations: ["integrations"],
  setup: (section: Section) => ["setup", section],
  overview: (section: Section) => ["overview", section],
  contracts: ["contracts"],
  contractsList: (query: ContractsQuery) => ["contracts", "list", query],
  contract: (id: string) => ["contracts", "one", id],
} as const;
