import type * as z from "zod/mini";
import { freshnessOf, knownUpTo } from "../connections/freshness.ts";
import type { Instant } from "../time/instant.ts";
import type { WorkspaceHead } from "../workspaces/workspace-head.ts";
import type { SectionOverview } from "./overview-api.ts";
import { type Section, sectionState, sourcesOf } from "./section-state.ts";

/** The state of a section from the workspace's connections. */
export const readSectionOverview = (section: Section, head: WorkspaceHead, now: Instant): z.input<typeof SectionOverview> => {
  const sources = freshnessOf(head.sources, now, sourcesOf(section));
  return { state: sectionState(section, head.sources), cards: {}, facets: [], sources, asOf: knownUpTo(sources) };
};
