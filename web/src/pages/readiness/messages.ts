import type { SectionSetup } from "../../api/types.ts";

type Requirement = SectionSetup["connectors"][number]["requirement"];

/** The words of Readiness. */
export const messages = {
  title: "Readiness",
  all: "All sections",
  readyCount: (ready: number, all: number) => `${ready} of ${all} sections ready`,
  next: (title: string) => `Next: ${title}`,
  nothingNext: "Everything that is offered here is connected.",
  openIntegrations: "Open Integrations",
  ready: "Ready",
  notReady: "Not ready",
  connectors: "Sources",
  steps: "Next steps",
  stepsDone: (done: number, all: number) => `${done} of ${all} done`,
  buildsOn: "Builds on",
  goOn: "Go on with",
  done: "Done",
  open: "Open",
  openSection: (label: string) => `Readiness of ${label}`,
  connected: "Connected",
  available: "Not connected",
  missing: "Not offered here",
  signInAgain: (label: string) => `Sign in to ${label} again`,
  errored: "Connected, with an error",
  resting: "Connected, not active",
  synced: "last data",
  failed: "Couldn't load readiness. Your data is safe.",
  requirements: { required: "Required", any_of: "One of these", useful: "Useful" } satisfies Record<Requirement, string>,
} as const;
