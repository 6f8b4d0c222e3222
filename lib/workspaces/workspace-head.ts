import * as z from "zod/mini";
import { ConnectionStatus, Provider } from "../connections/connection.ts";

/** One connected source as pages see it: no credentials, just what freshness and readiness rest on. */
export const Source = z.object({
  provider: Provider,
  status: ConnectionStatus,
  lastSyncedAt: z.nullable(z.string()),
  intervalMinutes: z.int(),
});
export type Source = z.infer<typeof Source>;

/** The head of a workspace: everything that every answer needs, in one item. `version` counts changes of settings, not of freshness. */
export const WorkspaceHead = z.object({
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  displayCurrency: z.nullable(z.string()),
  flags: z.object({ success: z.boolean() }),
  sources: z.record(z.string(), Source),
  version: z.int(),
});
export type WorkspaceHead = z.infer<typeof WorkspaceHead>;

/** A workspace that nobody has set up yet: the flag is off, nothing is connected. */
export const newWorkspace = (id: string): WorkspaceHead => ({
  name: id,
  timeZone: "UTC",
  locale: "en-US",
  displayCurrency: null,
  flags: { success: false },
  sources: {},
  version: 0,
});
