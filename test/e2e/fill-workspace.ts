import { openProduct } from "#infra/commands/product.ts";
import { connectionsIn } from "#lib/store/connections.ts";
import { headsIn } from "#lib/store/heads.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import { readClock } from "#lib/time/instant.ts";
import { fillRows } from "../../bench/fill-rows.ts";
import type { Product } from "./product.ts";

/** Makes a workspace where Success is on, with a Stripe connection and that many rows of Contracts: the list alone, without books or summary. */
export const fillWorkspace = async ({ local }: Product, workspace: string, rows: number): Promise<void> => {
  const { table, close } = openProduct(local);
  const id = toWorkspaceId(workspace);
  const heads = headsIn(table, id);
  const { version, sources: _sources, ...head } = await heads.get();
  const flags = { success: true };
  const cause = { entity: "settings", action: "settings.changed", at: readClock(), cause: "fill", actor: "fill", requestId: "fill" };
  await heads.saveSettings({ ...head, flags }, version, { ...cause, from: head, to: { ...head, flags } });
  const connection = { id: `conn_${workspace}`, provider: "stripe", status: "healthy", intervalMinutes: 15 } as const;
  await connectionsIn(table, id).add({ ...connection, webhookSecrets: [], createdAt: readClock(), version: 1 });
  await fillRows(table, workspace, 0, rows);
  close();
};
