import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { aliasChanged, ledgerEntryDue, stripeEventReceived } from "#events/index.ts";
import { setting } from "#lib/environment/environment.ts";
import { consumer, on } from "#lib/events/consumer.ts";
import { createPublisher } from "#lib/events/publisher.ts";
import { createLedgerProjector } from "#lib/projectors/ledger-projector.ts";
import { openTable } from "#lib/store/open-table.ts";

const publish = createPublisher(new EventBridgeClient({}), setting("SUCCESS_BUS"));
const project = createLedgerProjector(openTable(), publish);

export const handler = consumer(
  on(stripeEventReceived, project.stripeEvent),
  on(aliasChanged, project.aliasChange),
  on(ledgerEntryDue, project.dueEntry),
);
