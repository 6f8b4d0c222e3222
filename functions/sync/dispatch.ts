import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { Context } from "aws-lambda";
import { setting } from "#lib/environment/environment.ts";
import { dispatchDue } from "#lib/events/dispatch-due.ts";
import { createPublisher } from "#lib/events/publisher.ts";
import { logger } from "#lib/observability/logger.ts";
import { openTable } from "#lib/store/open-table.ts";
import { readClock } from "#lib/time/instant.ts";

const table = openTable();
const publish = createPublisher(new EventBridgeClient({}), setting("SUCCESS_BUS"));

export const handler = async (_event: unknown, context: Context): Promise<void> => {
  logger.addContext(context);
  const counts = await dispatchDue(table, publish, readClock(), context.awsRequestId);
  if (counts.ledger + counts.outbox > 0) logger.info("announced what is due", counts);
};
