import type { OutgoingEvent } from "#events/index.ts";
import { keys } from "../store/keys.ts";
import type { markersIn } from "../store/markers.ts";
import type { WorkspaceId } from "../store/workspace-id.ts";
import type { Publish } from "./publisher.ts";

/** The outcome of a projection, as far as the outbox is concerned. */
type Outcome = { kind: string; events?: OutgoingEvent[] };

/**
 * The second half of every projection: publish what the transaction promised, then mark it done. A repeated message whose marker
 * still holds events publishes them again, under the same ids.
 */
export const publishOutcome = async (
  { workspace, markers, publish }: { workspace: WorkspaceId; markers: ReturnType<typeof markersIn>; publish: Publish },
  cause: { origin: string; id: string },
  outcome: Outcome,
): Promise<void> => {
  const owed = outcome.events ?? (await markers.findCause(cause.origin, cause.id))?.events ?? [];
  if (owed.length === 0) return;
  await publish(owed);
  await markers.markPublished(keys.marker(workspace, cause.origin, cause.id));
};
