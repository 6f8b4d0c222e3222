// Without zod, because the page imports this file as well.

/** Every provider the product knows the name of; which of them a stage offers is its catalog. */
export const providers = [
  "salesbricks",
  "stripe",
  "posthog",
  "attio",
  "hubspot",
  "salesforce",
  "buildbetter",
  "github",
  "rss",
  "csv",
  "manual",
] as const;
export type Provider = (typeof providers)[number];

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
