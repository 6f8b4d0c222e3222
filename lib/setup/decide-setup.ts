import type { Provider } from "../connections/connection.ts";
import { providerLabels } from "../connections/connection.ts";
import { freshnessOf, knownUpTo } from "../connections/freshness.ts";
import type { Instant } from "../time/instant.ts";
import type { Source } from "../workspaces/workspace-head.ts";
import { type FastPath, type OwnStepId, type SectionDefinition, sectionDefinitions } from "./section-definitions.ts";
import type { SectionSetup, SetupSection } from "./setup-api.ts";

/** What readiness rests on: the stage's catalog, the workspace's connections, and which own steps its state shows as done. */
export type SetupInputs = {
  catalog: readonly Provider[];
  sources: Record<string, Source>;
  doneSteps: ReadonlySet<OwnStepId>;
};

type Connector = SectionSetup["connectors"][number];

/**
 * Readiness of a section (api.md, "Setup readiness"): a provider is `connected` with at least one healthy connection, `available`
 * when the catalog offers it, else `provider_missing`. `ready` = all required connected and, where there is a choice, one of it.
 */
export const decideSetup = (section: SetupSection, inputs: SetupInputs, now: Instant): SectionSetup => {
  const definition = sectionDefinitions[section];
  const connectors = [
    ...definition.required.map((provider) => toConnector(provider, "required", inputs)),
    ...definition.anyOf.map((provider) => toConnector(provider, "any_of", inputs)),
    ...definition.useful.map((provider) => toConnector(provider, "useful", inputs)),
  ];
  const used = connectors.filter((connector) => connector.status === "connected").map((connector) => connector.provider);
  return {
    section,
    summary: summarise(definition, connectors),
    reusedSystems: [...definition.reusedSystems],
    connectors,
    fastPaths: definition.fastPaths.map(toFastPath),
    nextSteps: nextSteps(definition, connectors, inputs),
    ready: isReady(connectors),
    asOf: knownUpTo(freshnessOf(inputs.sources, now, used)),
  };
};

const toConnector = (provider: Provider, requirement: Connector["requirement"], { catalog, sources }: SetupInputs): Connector => {
  const connections = Object.values(sources).filter((source) => source.provider === provider);
  const healthy = connections.filter((connection) => connection.status === "healthy");
  const offered = catalog.includes(provider);
  const synced = healthy.flatMap((connection) => connection.lastSyncedAt ?? []).sort();
  return {
    provider,
    label: providerLabels[provider],
    requirement,
    status: !offered ? "provider_missing" : healthy.length > 0 ? "connected" : "available",
    connectionCount: connections.length,
    lastSyncedAt: synced.at(-1) ?? null,
  };
};

const isReady = (connectors: readonly Connector[]): boolean => {
  const choice = connectors.filter((connector) => connector.requirement === "any_of");
  const required = connectors.filter((connector) => connector.requirement === "required");
  return required.every(isConnected) && (choice.length === 0 || choice.some(isConnected));
};

const isConnected = (connector: Connector): boolean => connector.status === "connected";

const summarise = (definition: SectionDefinition, connectors: readonly Connector[]): string => {
  if (isReady(connectors)) return `${definition.label} has every source it needs.`;
  const required = connectors.filter((connector) => connector.requirement === "required");
  const choice = connectors.filter((connector) => connector.requirement === "any_of");
  const open = required.filter((connector) => !isConnected(connector));
  const sentences: string[] = [];
  if (required.length > 0) sentences.push(`${required.length - open.length} of ${required.length} required sources connected.`);
  if (open.length > 0) sentences.push(`Missing: ${open.map(describe).join(", ")}.`);
  if (choice.length > 0 && !choice.some(isConnected)) sentences.push(`One of these is needed: ${choice.map(describe).join(", ")}.`);
  return `${definition.label} is not ready. ${sentences.join(" ")}`;
};

const describe = (connector: Connector): string =>
  connector.status === "provider_missing" ? `${connector.label} (not offered here)` : connector.label;

const nextSteps = (definition: SectionDefinition, connectors: readonly Connector[], inputs: SetupInputs): SectionSetup["nextSteps"] => [
  ...connectors.filter((connector) => connector.requirement === "required").map(connectStep),
  ...chooseStep(connectors.filter((connector) => connector.requirement === "any_of")),
  ...definition.ownSteps
    .filter((step) => !step.needs || connectors.some((connector) => connector.provider === step.needs && isConnected(connector)))
    .map(({ id, title, detail, href }) => ({ id, title, detail, href, done: inputs.doneSteps.has(id) })),
];

const connectStep = (connector: Connector): SectionSetup["nextSteps"][number] => ({
  id: `connect_${connector.provider}`,
  title: `Connect ${connector.label}`,
  detail:
    connector.status === "provider_missing"
      ? `${connector.label} is not in this deployment's catalog.`
      : connector.connectionCount > 0 && !isConnected(connector)
        ? `${connector.label} is connected but not healthy; it does not count until it is.`
        : `Connect ${connector.label} under Settings → Integrations.`,
  href: "/settings/integrations",
  done: isConnected(connector),
});

const chooseStep = (choice: readonly Connector[]): SectionSetup["nextSteps"] =>
  choice.length === 0
    ? []
    : [
        {
          id: "connect_any",
          title: `Connect ${choice.map((connector) => connector.label).join(" or ")}`,
          detail: "One of them is enough.",
          href: "/settings/integrations",
          done: choice.some(isConnected),
        },
      ];

const fastPathLabels: Record<FastPath, string> = {
  crm: "CRM",
  integrations: "Integrations",
  health: "Health",
  convert: "Convert",
  signals: "Signals",
  "feedback-ops": "Feedback Ops",
  workflows: "Workflows",
};

const toFastPath = (key: FastPath): SectionSetup["fastPaths"][number] => ({
  key,
  label: fastPathLabels[key],
  href: key === "integrations" ? "/settings/integrations" : `/success/${key}`,
});
