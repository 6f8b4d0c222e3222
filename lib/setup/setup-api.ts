import * as z from "zod/mini";
import { Provider } from "../connections/connection.ts";
import { defineEndpoint } from "../http/define-endpoint.ts";
import { Section } from "../sections/section-state.ts";

/** The sections that have a setup endpoint. */
export const setupSections = ["convert", "contracts", "pipeline", "re-engage", "close-the-loop"] as const;
export type SetupSection = (typeof setupSections)[number];

export const SetupConnector = z.object({
  provider: Provider,
  label: z.string(),
  requirement: z.enum(["required", "any_of", "useful"]),
  status: z.enum(["connected", "available", "provider_missing"]),
  connectionCount: z.int(),
  lastSyncedAt: z.nullable(z.string()),
});

/** Readiness of one section: what is connected, what is missing, and what to do next. */
export const SectionSetup = z.object({
  section: Section,
  summary: z.string(),
  reusedSystems: z.array(z.object({ key: z.string(), label: z.string(), description: z.string() })),
  connectors: z.array(SetupConnector),
  fastPaths: z.array(z.object({ key: z.string(), label: z.string(), href: z.string() })),
  nextSteps: z.array(z.object({ id: z.string(), title: z.string(), detail: z.string(), href: z.string(), done: z.boolean() })),
  ready: z.boolean(),
  asOf: z.nullable(z.string()),
});
export type SectionSetup = z.infer<typeof SectionSetup>;

/** The endpoint of one section; each is a literal route and a function of its own. */
export const sectionSetup = (section: SetupSection) =>
  defineEndpoint("GET", `/sections/${section}/setup`, { summary: `Setup readiness of ${section}`, answer: SectionSetup });

/** Every other section: 404 `unknown_section`. */
export const unknownSectionSetup = defineEndpoint("GET", "/sections/{section}/setup", {
  summary: "Any other section has no setup",
  params: z.strictObject({ section: z.string() }),
  answer: z.object({}),
});
