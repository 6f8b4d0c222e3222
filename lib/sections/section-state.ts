import * as z from "zod/mini";
import type { Provider } from "../connections/connection.ts";
import type { Source } from "../workspaces/workspace-head.ts";

/** The six sections. */
export const Section = z.enum(["health", "convert", "contracts", "pipeline", "re-engage", "close-the-loop"]);
export type Section = z.infer<typeof Section>;

export const SectionState = z.enum(["ready", "not_connected", "partial", "unavailable"]);
export type SectionState = z.infer<typeof SectionState>;

/** The sections that this version computes. The others say that they are not connected, whatever is. */
const computed: readonly Section[] = ["contracts"];

/** The sources each section's rows come from (product documentation, "Section Data Requirements"). */
const primarySources: Record<Section, readonly Provider[]> = {
  health: ["salesbricks", "stripe", "posthog", "buildbetter"],
  convert: ["salesbricks", "stripe", "posthog"],
  contracts: ["salesbricks", "stripe"],
  pipeline: ["attio", "salesbricks"],
  "re-engage": ["salesbricks"],
  "close-the-loop": ["buildbetter", "github", "rss", "manual"],
};

/** The providers whose freshness a section's answers name. */
export const sourcesOf = (section: Section): readonly Provider[] => primarySources[section];

/**
 * A section's state from its connections alone: `not_connected` without any; `partial` while one of them is not healthy and another
 * is; `unavailable` when none of them is healthy.
 */
export const sectionState = (section: Section, sources: Record<string, Source>): SectionState => {
  const own = Object.values(sources).filter((source) => primarySources[section].includes(source.provider));
  if (!computed.includes(section) || own.length === 0) return "not_connected";
  const healthy = own.filter((source) => source.status === "healthy").length;
  if (healthy === own.length) return "ready";
  return healthy > 0 ? "partial" : "unavailable";
};
