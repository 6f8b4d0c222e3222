import type { ConnectionStatus } from "../../api/types.ts";

/** The words of Integrations. */
export const messages = {
  title: "Integrations",
  failed: "Couldn't load Integrations. Your data is safe.",
  required: "Required",
  optional: "Optional",
  notConnected: "Not connected",
  powers: "Powers",
  lastData: "Last data",
  never: "No data yet",
  interval: "Checked",
  everyMinutes: (minutes: number) => `every ${minutes} min`,
  connection: "Connection",
  webhook: "Webhook path",
  copy: "Copy",
  copied: "Copied",
  late: "late",
  stale: "stale",
  readiness: "See readiness",
  statuses: {
    healthy: "Healthy",
    inactive: "Inactive",
    disabled: "Disabled",
    errored: "Error",
    reauth_needed: "Sign in again",
  } satisfies Record<ConnectionStatus, string>,
  others: "Only the providers of this deployment's catalog are listed.",
  empty: "No provider is offered here",
  emptyBody: "This deployment's catalog is empty.",
} as const;
