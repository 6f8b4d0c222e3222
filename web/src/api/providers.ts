import type { Provider } from "./types.ts";

/** The names people read. */
export const providerLabels: Record<Provider, string> = {
  salesbricks: "Salesbricks",
  stripe: "Stripe",
  posthog: "PostHog",
  attio: "Attio",
  hubspot: "HubSpot",
  salesforce: "Salesforce",
  buildbetter: "BuildBetter",
  github: "GitHub",
  rss: "RSS",
  csv: "CSV",
  manual: "Manual",
};
