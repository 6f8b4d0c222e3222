import { keys, partitions } from "./keys.ts";
import type { Write } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

/** One change of something that belongs to no account, with the state before and after. */
export type Change = {
  entity: string;
  action: string;
  at: string;
  cause: string;
  actor: string;
  requestId: string;
  from: Record<string, unknown>;
  to: Record<string, unknown>;
};

/**
 * The revision of a change that belongs to no account (settings, access): the changed fields alone. It also stands in the audit log of
 * its month.
 */
export const revisionOf = (workspace: WorkspaceId, change: Change): Write => ({
  kind: "put",
  item: {
    ...keys.revision(workspace, change.entity, change.at, change.cause),
    ap: partitions.audit(workspace, change.at.slice(0, 7)),
    at: change.at,
    actor: change.actor,
    action: change.action,
    object: change.entity,
    requestId: change.requestId,
    change: changedFields(change.from, change.to),
  },
});

/** The fields in which two states differ, before and after. Compared by their JSON. */
export const changedFields = <State extends Record<string, unknown>>(
  from: Partial<State>,
  to: State,
): { from: Record<string, unknown>; to: Record<string, unknown> } => {
  const changed = Object.keys(to).filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
  const pick = (state: Partial<State>) => Object.fromEntries(changed.flatMap((field) => (field in state ? [[field, state[field]]] : [])));
  return { from: pick(from), to: pick(to) };
};
