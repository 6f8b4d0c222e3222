import * as z from "zod/mini";
import { providers } from "./provider.ts";

export { providerLabels } from "./provider.ts";

/** The name of a provider. */
export const Provider = z.enum(providers);
export type Provider = z.infer<typeof Provider>;

/** Only `healthy` counts as connected. */
export const ConnectionStatus = z.enum(["healthy", "inactive", "disabled", "errored", "reauth_needed"]);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** A secret as it is stored: KMS ciphertext in base64, bound to workspace, provider and connection. */
export const EncryptedSecret = z.object({ ciphertext: z.string(), createdAt: z.string() });
export type EncryptedSecret = z.infer<typeof EncryptedSecret>;

/** A workspace's connection to one provider account. */
export const Connection = z.object({
  id: z.string(),
  provider: Provider,
  status: ConnectionStatus,
  intervalMinutes: z.int(),
  webhookSecrets: z.array(EncryptedSecret),
  createdAt: z.string(),
  version: z.int(),
});
export type Connection = z.infer<typeof Connection>;

/** What the ingress finds by the connection id in a webhook's path. Every active secret is listed, so that rolling one loses nothing. */
export const WebhookAddress = z.object({
  connectionId: z.string(),
  workspaceId: z.string(),
  provider: Provider,
  secrets: z.array(EncryptedSecret),
});
export type WebhookAddress = z.infer<typeof WebhookAddress>;

/** Reads a stage's catalog from its comma-separated setting; unknown names are a mistake of the deployment and throw. */
export const readCatalog = (setting: string): Provider[] =>
  setting
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => z.parse(Provider, name));
