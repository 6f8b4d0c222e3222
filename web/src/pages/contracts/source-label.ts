import { providerLabels } from "#lib/connections/provider.ts";

/** The name of a facet's source, which is a provider or `merged`. */
export const sourceLabel = (source: string): string => new Map<string, string>(Object.entries(providerLabels)).get(source) ?? "in both";
