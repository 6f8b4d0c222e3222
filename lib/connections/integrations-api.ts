import * as z from "zod/mini";
import { defineEndpoint } from "../http/define-endpoint.ts";
import { ConnectionStatus, Provider } from "./connection.ts";

/** A connection without anything secret. `webhook.path` is where its provider posts to. */
export const ConnectionView = z.object({
  id: z.string(),
  provider: Provider,
  status: ConnectionStatus,
  lastSyncedAt: z.nullable(z.string()),
  intervalMinutes: z.int(),
  late: z.boolean(),
  stale: z.boolean(),
  webhook: z.object({ path: z.string() }),
});

/** A provider of the catalog with what it powers and the workspace's connections to it. */
export const Integration = z.object({ provider: Provider, label: z.string(), powers: z.string(), connections: z.array(ConnectionView) });

export const listIntegrations = defineEndpoint("GET", "/integrations", {
  summary: "The catalog with the workspace's connections",
  answer: z.object({ items: z.array(Integration), asOf: z.nullable(z.string()) }),
});
