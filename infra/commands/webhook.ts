import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import Stripe from "stripe";
import { isObject, messageOf, parseJson } from "#infra/local/json.ts";
import { basePath } from "#infra/routes.ts";
import { findWebhookAddress } from "#lib/store/connections.ts";
import { openProduct } from "./product.ts";
import { runningOrExit } from "./running.ts";

// npm run webhook -- stripe <connectionId> <payload.json>: signs a payload with the connection's own secret and posts it
try {
  process.exitCode = await post(process.argv.slice(2));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

async function post([provider, connectionId, file]: string[]): Promise<number> {
  if (provider !== "stripe" || !connectionId || !file) throw new Error("Which? npm run webhook -- stripe <connectionId> <payload.json>");
  const running = runningOrExit();
  const { table, vault, close } = openProduct(running);
  const address = await findWebhookAddress(table, connectionId);
  if (!address?.secrets[0]) throw new Error(`There is no connection ${connectionId} with a webhook secret.`);
  const secret = await vault.decrypt(address.secrets[0], address);
  close();
  const payload = JSON.stringify(toEvent(parseJson(readFileSync(file, "utf8"))));
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const url = `${running.url}${basePath}/webhooks/stripe/${connectionId}`;
  const headers = { "content-type": "application/json", "stripe-signature": signature };
  const response = await fetch(url, { method: "POST", headers, body: payload });
  console.log(`${response.status} ${await response.text()}`.trim());
  return response.ok ? 0 : 1;
}

/** A bare object of Stripe's becomes the event that says it was updated; an event stays as it is. */
function toEvent(content: unknown): unknown {
  if (!isObject(content)) throw new Error("The payload is no JSON object.");
  if (content.object === "event") return content;
  const type = `${content.object === "subscription" ? "customer.subscription" : content.object}.updated`;
  const created = Math.floor(Date.now() / 1000);
  return {
    id: `evt_${randomUUID().replaceAll("-", "")}`,
    object: "event",
    api_version: Stripe.API_VERSION,
    created,
    livemode: false,
    type,
    data: { object: content },
  };
}
