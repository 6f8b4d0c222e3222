import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { inject, vi } from "vitest";
import { openProduct } from "#infra/commands/product.ts";
import { type Local, startLocal } from "#infra/local/local.ts";
import { connectionsIn } from "#lib/store/connections.ts";
import { headsIn } from "#lib/store/heads.ts";
import { toWorkspaceId, type WorkspaceId } from "#lib/store/workspace-id.ts";
import { readClock } from "#lib/time/instant.ts";
import { toSettings } from "#lib/workspaces/change-settings.ts";

export type Role = "admin" | "member" | "viewer";
type Call = { method?: string; role?: Role; sub?: string; body?: unknown; headers?: Record<string, string>; token?: string | null };

/** The whole cloud in this process, on the engine that runs and a free port, with helpers to call it as people and providers do. */
export const startCloud = async () => {
  const stateDir = mkdtempSync(join(tmpdir(), "success-cloud-"));
  const prefix = `c${randomUUID().slice(0, 8)}-`;
  const local = await startLocal({ templatesDir: inject("templates"), stateDir, dynamodb: { endpoint: inject("dynamo"), prefix } });
  const product = openProduct(local);
  return {
    local,
    table: product.table,
    /** Calls the API as a person of a workspace; `token: null` sends none. */
    call: async (workspace: string, path: string, call: Call = {}) => {
      const token =
        call.token === undefined ? await local.idToken({ workspace, role: call.role ?? "admin", sub: call.sub ?? "alice" }) : call.token;
      const response = await fetch(`${local.url}/v3/rest/success${path}`, {
        method: call.method ?? (call.body === undefined ? "GET" : "POST"),
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(call.body === undefined ? {} : { "content-type": "application/json" }),
          ...call.headers,
        },
        ...(call.body === undefined ? {} : { body: typeof call.body === "string" ? call.body : JSON.stringify(call.body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: text === "" ? undefined : JSON.parse(text) };
    },
    /** A new workspace with the flag on, unless told otherwise. */
    newWorkspace: async (flag = true): Promise<WorkspaceId> => {
      const workspace = toWorkspaceId(`ws-${randomUUID().slice(0, 8)}`);
      const heads = headsIn(product.table, workspace);
      const before = toSettings(await heads.get());
      const change = { entity: "settings", action: "settings.changed", at: readClock(), cause: "test", actor: "test", requestId: "test" };
      await heads.saveSettings({ ...before, flags: { success: flag } }, 0, { ...change, from: before, to: before });
      return workspace;
    },
    /** Connects Stripe; answers the connection's id and its webhook secret. */
    connectStripe: async (workspace: WorkspaceId) => {
      const id = `conn_${randomUUID().slice(0, 8)}`;
      const secret = `whsec_${randomUUID()}`;
      const createdAt = readClock();
      const context = { workspaceId: workspace, provider: "stripe", connectionId: id };
      const webhookSecrets = [await product.vault.encrypt(secret, context, createdAt)];
      await connectionsIn(product.table, workspace).add({
        id,
        provider: "stripe",
        status: "healthy",
        intervalMinutes: 15,
        webhookSecrets,
        createdAt,
        version: 1,
      });
      return { id, secret };
    },
    post: async (connectionId: string, payload: string, signature: string | null) => {
      const headers = { "content-type": "application/json", ...(signature === null ? {} : { "stripe-signature": signature }) };
      const response = await fetch(`${local.url}/v3/rest/success/webhooks/stripe/${connectionId}`, {
        method: "POST",
        headers,
        body: payload,
      });
      return { status: response.status, json: await response.json() };
    },
    stop: async () => {
      product.close();
      await local.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
};
export type Cloud = Awaited<ReturnType<typeof startCloud>> & { local: Local };

/** Signs as Stripe does. */
export const sign = (payload: string, secret: string, timestamp = Math.floor(Date.now() / 1000)): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });

/** Waits until a condition holds; never for a time. */
export const eventually = <Value>(check: () => Promise<Value>): Promise<Value> => vi.waitFor(check, { timeout: 15_000, interval: 25 });
