import * as z from "zod/mini";
import { SourceFreshness } from "../connections/freshness.ts";
import { defineEndpoint } from "../http/define-endpoint.ts";
import { type Section, SectionState } from "./section-state.ts";

/** The overview of a section that has no rows yet: its state and its sources, no cards. */
export const SectionOverview = z.object({
  state: SectionState,
  cards: z.object({}),
  facets: z.array(z.never()),
  sources: z.array(SourceFreshness),
  asOf: z.nullable(z.string()),
});

export const sectionOverview = (section: Exclude<Section, "contracts">) =>
  defineEndpoint("GET", `/${section}/overview`, { summary: `State of ${section}`, answer: SectionOverview });
