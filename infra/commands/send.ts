import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";
import * as events from "#events/index.ts";
import { credentials, region } from "#infra/local/aws.ts";
import { messageOf, parseJson } from "#infra/local/json.ts";
import { createPublisher } from "#lib/events/publisher.ts";
import { readClock } from "#lib/time/instant.ts";
import { runningOrExit } from "./running.ts";

z.config(en());

const declared: unknown[] = Object.values(events);

/**
 * Turns `<detail-type> [data.json] [--workspace acme]` into the event that is sent; without a file its data is the contract's sample.
 * Throws, for a person to read, on an unknown detail-type and on data that the contract's schema refuses.
 */
export function eventToSend(args: string[]): events.OutgoingEvent {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { workspace: { type: "string", default: "acme" } } });
  const [type, file, ...more] = positionals;
  const contracts = declared.filter(isContract);
  const known = `There are: ${contracts
    .map((contract) => contract.type)
    .sort()
    .join(", ")}.`;
  if (type === undefined || more.length > 0)
    throw new Error(`Which? npm run send -- <detail-type> [data.json] [--workspace acme]. ${known}`);
  const contract = contracts.find((one) => one.type === type);
  if (!contract) throw new Error(`There is no event ${type}. ${known}`);
  const id = `send:${randomUUID()}`;
  const data = file === undefined ? contract.sample : parseJson(readFileSync(file, "utf8"));
  if (data === undefined) throw new Error(`${file} is no JSON.`);
  const detail = { id, workspaceId: values.workspace, occurredAt: readClock(), correlationId: id, data };
  const checked = z.safeParse(contract.detail, detail);
  if (!checked.success) throw new Error(`${file ?? "The sample"} is no ${type}: ${checked.error.issues.map(describe).join("; ")}`);
  return { type, source: contract.source, detail };
}

function isContract(value: unknown): value is events.EventContract {
  return typeof value === "object" && value !== null && "sample" in value && "detail" in value;
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return `${path.join(".")}: ${message}`;
}

// npm run send -- <detail-type> [data.json] [--workspace acme]: puts a sample event, or one with data of yours, on the running bus
async function send(args: string[]): Promise<void> {
  const event = eventToSend(args);
  const { endpoints, bus } = runningOrExit();
  const client = new EventBridgeClient({ endpoint: endpoints.EVENTBRIDGE, region, credentials });
  await createPublisher(client, bus)([event]);
  client.destroy();
  console.log(`${event.type} ${event.detail.id} is on the bus of ${event.detail.workspaceId}.`);
}

if (import.meta.main) {
  try {
    await send(process.argv.slice(2));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
