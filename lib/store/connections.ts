import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { Connection, WebhookAddress } from "../connections/connection.ts";
import { headsIn } from "./heads.ts";
import { keys } from "./keys.ts";
import { absent, type Table, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/**
 * Connections of one workspace. A connection, its webhook address and its entry in the head are written together.
 * The webhook address is a system item (`HOOK#`), the one item of a workspace that does not lie under the workspace's prefix.
 */
export const connectionsIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  return {
    find: (id: string): Promise<Connection | undefined> => items.find(keys.connection(workspace, id), Connection),

    /** Adds a connection. False when its id is taken. The workspace's head must exist. */
    add: async (connection: Connection): Promise<boolean> => {
      const { id, provider, status, intervalMinutes, webhookSecrets } = connection;
      const address: WebhookAddress = { connectionId: id, workspaceId: workspace, provider, secrets: webhookSecrets };
      const result = await items.transact([
        { kind: "put", item: { ...keys.connection(workspace, id), ...connection }, condition: absent },
        headsIn(table, workspace).sourceWrite(id, { provider, status, lastSyncedAt: null, intervalMinutes }),
        { kind: "put-webhook-address", item: { ...keys.webhook(id), ...address }, condition: absent },
      ]);
      return result.kind === "done";
    },
  };
};

/** Finds where a webhook belongs. Ingress only: the one read that knows no workspace yet. */
export const findWebhookAddress = async (table: Table, connectionId: string): Promise<WebhookAddress | undefined> => {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: keys.webhook(connectionId) }));
  return Item && z.parse(WebhookAddress, Item);
};
