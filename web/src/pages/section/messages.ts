import type { PlainSection } from "../../api/queries.ts";

/** The words of a section without rows. */
export const messages = {
  notConnected: (label: string) => `${label} is not connected yet`,
  failed: (label: string) => `Couldn't load ${label}. Your data is safe.`,
  openIntegrations: "Open Integrations",
  readiness: "See readiness",
  loading: "Loading",
  sources: "What it needs",
  purposes: {
    health: "It scores every account from contracts, payments, product usage and what customers say.",
    "re-engage": "It works on lost deals from Salesbricks.",
  } satisfies Partial<Record<PlainSection, string>>,
} as const;
