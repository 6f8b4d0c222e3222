import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { outboxEntryDue } from "#events/index.ts";
import { setting } from "#lib/environment/environment.ts";
import { consumer, on } from "#lib/events/consumer.ts";
import { createPublisher } from "#lib/events/publisher.ts";
import { markersIn } from "#lib/store/markers.ts";
import { openTable } from "#lib/store/open-table.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";

const table = openTable();
const publish = createPublisher(new EventBridgeClient({}), setting("SUCCESS_BUS"));

export const handler = consumer(
  on(outboxEntryDue, async ({ workspaceId, data }) => {
    const markers = markersIn(table, toWorkspaceId(workspaceId));
    const marker = await markers.find(data);
    if (!marker?.events) return;
    await publish(marker.events);
    await markers.markPublished(data);
  }),
);
