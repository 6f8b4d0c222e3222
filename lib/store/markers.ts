import * as z from "zod/mini";
import { OutgoingEvent } from "#events/index.ts";
import { addMillis, type Instant, toMillis } from "../time/instant.ts";
import { duePartitionOf, type Key, keys } from "./keys.ts";
import { absent, type Table, type Write, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

const keptSeconds = 35 * 24 * 60 * 60;
const dueAfterMs = 60_000;

/** Proof that a cause took effect, and the events it still owes to the bus. Published ones are removed. */
export const Marker = z.object({ pk: z.string(), sk: z.string(), events: z.optional(z.array(OutgoingEvent)) });
export type Marker = z.infer<typeof Marker>;

/**
 * Markers of one workspace. A marker is written in the transaction that changes state, so a cause takes effect once; it is also
 * the outbox: while it holds events it stands in the DUE index and is published again by the minutely pass.
 */
export const markersIn = (table: Table, workspace: WorkspaceId) => {
  const items = workspaceTable(table, workspace);
  return {
    /** The write of a marker; it refuses the transaction when the cause took effect before. */
    write: (origin: string, cause: string, events: OutgoingEvent[], now: Instant): Write => {
      const key = keys.marker(workspace, origin, cause);
      const outbox = events.length > 0 ? { events, due: duePartitionOf("outbox", key), dueAt: addMillis(now, dueAfterMs) } : {};
      return { kind: "put", item: { ...key, ...outbox, at: now, ttl: Math.floor(toMillis(now) / 1000) + keptSeconds }, condition: absent };
    },
    find: (key: Key): Promise<Marker | undefined> => items.find(key, Marker),
    findCause: (origin: string, cause: string): Promise<Marker | undefined> => items.find(keys.marker(workspace, origin, cause), Marker),
    markPublished: (key: Key): Promise<boolean> =>
      items.update(key, { expression: "REMOVE events, due, dueAt" }, { expression: "attribute_exists(pk)" }),
  };
};
