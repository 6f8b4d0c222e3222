import type { ConnectionStatus, SectionSetup, Source } from "../../api/types.ts";
import { hasPage } from "../../router/pages.ts";
import type { Meaning } from "../../ui/meaning.ts";
import { messages } from "./messages.ts";

type Connector = SectionSetup["connectors"][number];
type Step = SectionSetup["nextSteps"][number];

export type ConnectorView = { meaning: Meaning; state: string; requirement: string };

const troubles: Record<Exclude<ConnectionStatus, "healthy">, (label: string) => { meaning: Meaning; state: string }> = {
  reauth_needed: (label) => ({ meaning: "risk", state: messages.signInAgain(label) }),
  errored: () => ({ meaning: "critical", state: messages.errored }),
  disabled: () => ({ meaning: "none", state: messages.resting }),
  inactive: () => ({ meaning: "none", state: messages.resting }),
};

/** What a connector's state reads as. A connection that is not healthy says what is wrong with it, and never "connected" alone. */
export const viewConnector = ({ provider, label, status, requirement }: Connector, sources: readonly Source[]): ConnectorView => {
  const words = { requirement: messages.requirements[requirement] };
  if (status === "connected") return { ...words, meaning: "healthy", state: messages.connected };
  if (status === "provider_missing") return { ...words, meaning: "none", state: messages.missing };
  const trouble = sources.find((source) => source.provider === provider && source.status !== "healthy")?.status;
  if (trouble && trouble !== "healthy") return { ...words, ...troubles[trouble](label) };
  return { ...words, meaning: "none", state: messages.available };
};

export type ReadinessSummary = { ready: number; all: number; next: string | undefined };

/** How many sections are ready, and the first open step that can be taken here: a provider that is not offered can't be connected. */
export const summariseReadiness = (setups: readonly SectionSetup[]): ReadinessSummary => ({
  ready: setups.filter((setup) => setup.ready).length,
  all: setups.length,
  next: setups.flatMap((setup) => setup.nextSteps.filter((step) => canTake(step, setup))).at(0)?.title,
});

const canTake = (step: Step, { connectors }: SectionSetup): boolean => {
  if (step.done || !hasPage(step.href)) return false;
  const missing = (connector: Connector | undefined): boolean => connector?.status === "provider_missing";
  if (step.id === "connect_any") return !connectors.filter(({ requirement }) => requirement === "any_of").every(missing);
  return !missing(connectors.find(({ provider }) => step.id === `connect_${provider}`));
};

/** Where a step leads, if it is open and can be taken here. */
export const stepHref = (step: Step, setup: SectionSetup): string | undefined => (canTake(step, setup) ? step.href : undefined);

/** The links of a section that lead to pages of this version. */
export const shownPaths = ({ fastPaths }: SectionSetup): SectionSetup["fastPaths"] => fastPaths.filter(({ href }) => hasPage(href));
