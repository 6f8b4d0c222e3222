import * as z from "zod/mini";
import { SourceFreshness } from "../connections/freshness.ts";
import { defineEndpoint } from "../http/define-endpoint.ts";
import { Section, SectionState } from "../sections/section-state.ts";

/** Who is signed in, where, and what the page may show. `needsAction` counts what waits for somebody in that section. */
export const Session = z.object({
  user: z.object({ sub: z.string(), name: z.string(), email: z.nullable(z.string()), role: z.enum(["viewer", "member", "admin"]) }),
  workspace: z.object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    locale: z.string(),
    displayCurrency: z.nullable(z.string()),
  }),
  flags: z.object({ success: z.boolean() }),
  sections: z.array(z.object({ section: Section, state: SectionState, needsAction: z.int() })),
  sources: z.array(SourceFreshness),
  demo: z.object({ active: z.boolean(), expiresAt: z.nullable(z.string()) }),
});
export type Session = z.infer<typeof Session>;

export const getSession = defineEndpoint("GET", "/session", {
  summary: "The caller, the workspace, its flags and sections",
  answer: Session,
  gate: "open",
});
