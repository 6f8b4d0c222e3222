import type { Key } from "./keys.ts";
import { workspacePartition } from "./keys.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** Thrown when code asks for a key of another workspace. It never reaches a person as anything but `internal`. */
export const foreignKey = "foreign key refused";

/**
 * Refuses every key that is not the workspace's own: the base key of a read or write, the partition of an index query,
 * and the index attributes of an item that is put. One guard stands under all repositories.
 */
export const guardFor = (workspace: WorkspaceId) => {
  const own = workspacePartition(workspace);
  const check = (partition: string): void => {
    if (partition !== own && !partition.startsWith(`${own}#`)) throw new Error(`${foreignKey}: ${partition}`);
  };
  const checkItem = (item: Record<string, unknown>): void => {
    for (const attribute of ["pk", "lp", "fp", "ap"]) {
      const value = item[attribute];
      if (value !== undefined || attribute === "pk") check(String(value));
    }
    if (item.due !== undefined && !String(item.due).startsWith("DUE#")) throw new Error(`${foreignKey}: ${String(item.due)}`);
  };
  const checkWebhookAddress = (item: Key & { workspaceId: string }): void => {
    if (!item.pk.startsWith("HOOK#") || item.workspaceId !== workspace) throw new Error(`${foreignKey}: ${item.pk}`);
  };
  return { checkWebhookAddress, checkKey: (key: Key): void => check(key.pk), checkPartition: check, checkItem };
};
