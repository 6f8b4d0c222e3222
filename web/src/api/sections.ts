import type { Section } from "./types.ts";

/** The six sections in the order of the rail. */
export const sections = ["health", "convert", "contracts", "pipeline", "re-engage", "close-the-loop"] as const satisfies Section[];

/** The five that have a setup endpoint, in the order in which they pay off. */
export const setupSections = ["contracts", "convert", "pipeline", "re-engage", "close-the-loop"] as const satisfies Section[];

export const sectionLabels: Record<Section, string> = {
  health: "Health",
  convert: "Convert",
  contracts: "Contracts",
  pipeline: "Pipeline",
  "re-engage": "Re-engage",
  "close-the-loop": "Close the Loop",
};
