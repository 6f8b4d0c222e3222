import { randomBytes, randomUUID } from "node:crypto";
import { connectionsIn } from "#lib/store/connections.ts";
import { headsIn } from "#lib/store/heads.ts";
import type { Table } from "#lib/store/table.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import { readClock } from "#lib/time/instant.ts";
import { openProduct } from "./product.ts";
import type { Running } from "./running.ts";

export type Connected = { connectionId: string; secret: string };

const stripe = { provider: "stripe", id: "conn_acme_stripe" } as const;

/**
 * Fills what the local sign-in offers, once: `acme` and `blank` have the flag on, `locked` stays as nobody has seen it. With `connect`,
 * acme has a Stripe connection, whose id and webhook secret are answered.
 */
export async function seed(running: Pick<Running, "endpoints" | "table" | "key">, connect: boolean): Promise<Connected | undefined> {
  const { table, vault, close } = openProduct(running);
  try {
    await turnOn(table, "acme", "Acme");
    await turnOn(table, "blank", "Blank");
    const workspace = toWorkspaceId("acme");
    const context = { workspaceId: workspace, provider: stripe.provider, connectionId: stripe.id };
    const connections = connectionsIn(table, workspace);
    const existing = (await connections.find(stripe.id))?.webhookSecrets[0];
    if (existing) return { connectionId: stripe.id, secret: await vault.decrypt(existing, context) };
    if (!connect) return undefined;
    const secret = `whsec_${randomBytes(24).toString("hex")}`;
    const createdAt = readClock();
    const webhookSecrets = [await vault.encrypt(secret, context, createdAt)];
    await connections.add({ ...stripe, status: "healthy", intervalMinutes: 15, webhookSecrets, createdAt, version: 1 });
    return { connectionId: stripe.id, secret };
  } finally {
    close();
  }
}

async function turnOn(table: Table, id: string, name: string): Promise<void> {
  const heads = headsIn(table, toWorkspaceId(id));
  const { version, sources: _, ...before } = await heads.get();
  if (version > 0) return;
  const after = { ...before, name, flags: { success: true } };
  const cause = randomUUID();
  const change = {
    entity: "settings",
    action: "settings.changed",
    at: readClock(),
    cause,
    actor: "npm start",
    requestId: cause,
    from: before,
    to: after,
  };
  await heads.saveSettings(after, version, change);
}
