import { setTimeout as pause } from "node:timers/promises";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { account, credentials, region } from "#infra/local/aws.ts";
import { basePath } from "#lib/http/endpoint.ts";
import { entryId } from "#lib/ledger/ledger-entry.ts";
import { changeSeats, subscribe } from "#test/sandbox/stripe/moves.ts";
import { postWebhook } from "#test/sandbox/stripe/post-webhook.ts";
import { priceOf } from "#test/sandbox/stripe/prices.ts";
import type { WireEvent } from "#test/sandbox/stripe/wire.ts";
import type { Bench } from "./bench-cloud.ts";
import { fillRows, rowItem } from "./fill-rows.ts";
import { comparisonCells, markdownTable, seriesCells } from "./markdown.ts";
import { compare, interleave, timed } from "./statistics.ts";
import { createCompany, firstOf } from "./stripe-company.ts";

const workspace = "acme";
const otherRows = 40;
const run = { warmUp: 15, rounds: 120 };
const giveUpMs = 15_000;
const Page = z.object({ items: z.array(z.object({ id: z.string(), mrr: z.nullable(z.object({ amount: z.number() })) })) });

/** From posting a signed webhook until GET /contracts shows the change, against one message through SQS and one PutItem. */
export async function measureWebhookToPage(bench: Bench): Promise<string> {
  await fillRows(bench.openTable(), workspace, 0, otherRows);
  const answered: number[] = [];
  const bare = await bareTrip(bench);
  const visible = await visibleTrip(bench, (took) => answered.push(took));
  const series = await interleave({ bare, visible }, run);
  const accepted = answered.slice(-run.rounds);
  return markdownTable(
    ["one changed subscription", "× bare trip", "at p99", "p50 ms", "p99 ms"],
    [
      ["SQS send, receive, PutItem", "1", "1", ...seriesCells(series.bare)],
      ["webhook → answered", ...comparisonCells(compare(series.bare, accepted)), ...seriesCells(accepted)],
      ["webhook → visible in GET /contracts", ...comparisonCells(compare(series.bare, series.visible)), ...seriesCells(series.visible)],
    ],
  );
}

async function bareTrip({ local, openTable }: Bench): Promise<() => Promise<number>> {
  const sqs = new SQSClient({ endpoint: local.endpoints.SQS, region, credentials });
  await sqs.send(new CreateQueueCommand({ QueueName: "bench" }));
  // The SDK follows the address of the queue, and the one that fauxqs answers with does not resolve.
  const QueueUrl = `${local.endpoints.SQS}/${account}/bench`;
  const { client, name } = openTable();
  const MessageBody = JSON.stringify(createCompany("Bare", 1, secondsNow()).signedUp);
  let number = otherRows;
  return async () => {
    number += 1;
    const Item = { ...rowItem("bare", number) };
    const started = performance.now();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await client.send(new PutCommand({ TableName: name, Item }));
    const took = performance.now() - started;
    const [message] = Messages;
    if (!message) throw new Error("the queue gave no message");
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    return took;
  };
}

async function visibleTrip(bench: Bench, answered: (tookMs: number) => void): Promise<() => Promise<number>> {
  const company = createCompany("Benchley", 2, secondsNow() - 86_400);
  const price = priceOf("Team", "month", "usd");
  const showing = await pageOf(bench);
  let seats = 10;
  await post(bench, company.signedUp);
  await post(
    bench,
    company.play((owner, moment) => subscribe(owner, price, seats, null, moment)),
  );
  const id = entryId("stripe", company.subscription().id);
  await untilShown(showing, id, seats * (price.unit_amount ?? 0));
  return async () => {
    await untilIdle(bench);
    seats += 1;
    const events = company.play((owner, moment) => changeSeats(owner, firstOf(owner), seats, moment));
    const started = performance.now();
    answered(await timed(() => post(bench, events))());
    await untilShown(showing, id, seats * (price.unit_amount ?? 0));
    const took = performance.now() - started;
    await untilIdle(bench);
    return took;
  };
}

async function post({ local, connected }: Bench, events: readonly WireEvent[]): Promise<void> {
  for (const event of events) {
    const refused = await postWebhook({ target: local.url, ...connected }, event, AbortSignal.timeout(giveUpMs));
    if (refused) throw new Error(`a webhook was refused: ${refused}`);
  }
}

async function pageOf({ local }: Bench): Promise<() => Promise<z.infer<typeof Page>>> {
  const token = await local.idToken({ workspace, role: "viewer", sub: "bench" });
  return async () => {
    const response = await fetch(`${local.url}${basePath}/contracts`, { headers: { authorization: `Bearer ${token}` } });
    return z.parse(Page, await response.json());
  };
}

// Asks again at once, so that a trip is measured to within one answer.
async function untilShown(page: () => Promise<z.infer<typeof Page>>, id: string, amount: number): Promise<void> {
  const deadline = performance.now() + giveUpMs;
  while (performance.now() < deadline) {
    const { items } = await page();
    if (items.some((item) => item.id === id && item.mrr?.amount === amount)) return;
  }
  throw new Error(`GET /contracts did not show ${id} with ${amount} within ${giveUpMs / 1000} s`);
}

// What the consumers still do for one trip must not fall into the next one.
async function untilIdle({ local }: Bench): Promise<void> {
  const arns = local
    .cloud()
    .of("AWS::SQS::Queue", z.object({}))
    .map(({ arn }) => arn);
  const isBusy = () => arns.map(local.queues.queue).some(({ messages, inflightMessages }) => messages.length + inflightMessages.size > 0);
  while (isBusy()) await pause(2);
}

const secondsNow = (): number => Math.floor(Date.now() / 1000);
