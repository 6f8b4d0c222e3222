import type { ConnectionStatus, Integration, Provider } from "../../api/types.ts";
import type { Meaning } from "../../ui/meaning.ts";
import { messages } from "./messages.ts";

const required: readonly Provider[] = ["salesbricks", "stripe", "posthog", "attio"];

const meanings: Record<ConnectionStatus, Meaning> = {
  healthy: "healthy",
  inactive: "none",
  disabled: "none",
  errored: "critical",
  reauth_needed: "risk",
};

export type IntegrationGroup = { title: string; items: readonly Integration[] };

/** The catalog in two groups, as the documentation lists them; a group without a provider is left out. */
export const groupIntegrations = (items: readonly Integration[]): readonly IntegrationGroup[] =>
  [
    { title: messages.required, items: items.filter(({ provider }) => required.includes(provider)) },
    { title: messages.optional, items: items.filter(({ provider }) => !required.includes(provider)) },
  ].filter((group) => group.items.length > 0);

type Connection = Integration["connections"][number];

/** What a connection's state reads as; a healthy one that has not been heard from says so. */
export const viewConnection = ({ status, late, stale }: Connection): { meaning: Meaning; label: string } => {
  const label = messages.statuses[status];
  if (status !== "healthy" || !(late || stale)) return { meaning: meanings[status], label };
  return { meaning: "risk", label: `${label}, ${stale ? messages.stale : messages.late}` };
};
