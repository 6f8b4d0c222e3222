import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KMSClient } from "@aws-sdk/client-kms";
import { toBusEvent, verifyStripeWebhook } from "#lib/connectors/stripe/webhook.ts";
import { createVault } from "#lib/connectors/vault.ts";
import { setting } from "#lib/environment/environment.ts";
import { createPublisher } from "#lib/events/publisher.ts";
import { webhook } from "#lib/http/webhook.ts";
import { openTable } from "#lib/store/open-table.ts";

const vault = createVault(new KMSClient({}), setting("SUCCESS_KEY"));
const publish = createPublisher(new EventBridgeClient({}), setting("SUCCESS_BUS"));

export const handler = webhook({
  table: openTable(),
  provider: "stripe",
  vault,
  receive: async ({ body, headers, address, secrets, requestId, now }) => {
    const event = verifyStripeWebhook(body, headers["stripe-signature"], secrets, now);
    if (event === undefined) return;
    await publish([toBusEvent(event, body, address, requestId, now)]);
  },
});
