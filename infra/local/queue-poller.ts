import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import type { QueuesAndBuckets, SqsQueue } from "#infra/engines/queues-and-buckets.ts";
import { region } from "./aws.ts";
import type { LambdaFunction } from "./lambda.ts";
import type { Outcome } from "./lambda-runner.ts";
import type { Cloud } from "./template.ts";

const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z._default(z.boolean(), true),
  BatchSize: z._default(z.int(), 10),
  MaximumBatchingWindowInSeconds: z._default(z.int(), 0),
  FunctionResponseTypes: z._default(z.array(z.string()), []),
  ScalingConfig: z._default(z.object({ MaximumConcurrency: z.int() }), { MaximumConcurrency: 5 }), // Lambda starts with five
});
type Mapping = z.infer<typeof Mapping>;
export type Pollers = {
  /** Messages that wait or are being worked on, and those that failed and stay invisible until their next try. */
  count(): { open: number; failed: number };
  stop(): Promise<void>;
};
type Message = ReturnType<SqsQueue["dequeue"]>[number];
const PartialFailure = z.object({ batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string() }))) });

/**
 * Reads the queues of every event source mapping and invokes its function with batches. What succeeded is deleted; what failed stays
 * invisible until the queue's visibility timeout hands it out again or its redrive policy moves it away.
 */
export function startPollers(cloud: Cloud, queues: QueuesAndBuckets, functionOf: (name: string) => LambdaFunction): Pollers {
  let stopped = false;
  const failures = new WeakSet<object>();
  const mappings = cloud.of("AWS::Lambda::EventSourceMapping", Mapping).map(({ properties }) => properties);
  const loops = mappings.flatMap((mapping) => {
    const fn = functionOf(mapping.FunctionName);
    const count = mapping.Enabled ? Math.min(fn.settings.concurrency, mapping.ScalingConfig.MaximumConcurrency) : 0;
    return Array.from({ length: count }, () => poll(mapping, queues.queue(mapping.EventSourceArn), fn));
  });

  async function poll(mapping: Mapping, queue: SqsQueue, fn: LambdaFunction): Promise<void> {
    while (!stopped) {
      const batch = await collect(mapping, queue);
      if (batch.length === 0) continue;
      const records = batch.map((message) => toRecord(message, queue, mapping.EventSourceArn));
      const failed = stopped ? idsOf(batch) : failedIds(await fn.invoke({ Records: records }), mapping, batch);
      for (const { MessageId, ReceiptHandle } of batch) {
        const held = queue.inflightMessages.get(ReceiptHandle);
        if (!failed.has(MessageId)) queue.deleteMessage(ReceiptHandle);
        else if (held) failures.add(held);
      }
    }
  }

  async function collect({ BatchSize, MaximumBatchingWindowInSeconds }: Mapping, queue: SqsQueue): Promise<Message[]> {
    const receive = (count: number) => queues.receive(queue, Math.min(10, count));
    const batch = receive(BatchSize);
    if (batch.length === 0) await queue.waitForMessages(20);
    if (batch.length === 0) return batch;
    const until = Date.now() + MaximumBatchingWindowInSeconds * 1000;
    for (let more = batch; batch.length < BatchSize && !stopped && (more.length > 0 || Date.now() < until); batch.push(...more)) {
      if (more.length === 0) await pause(50);
      more = receive(BatchSize - batch.length);
    }
    return batch;
  }

  const sources = mappings.map((mapping) => queues.queue(mapping.EventSourceArn));
  return {
    count: () => {
      const waiting = sources.reduce((sum, { messages }) => sum + messages.length, 0);
      const held = sources.flatMap(({ inflightMessages }) => [...inflightMessages.values()]);
      const failed = held.filter((entry) => failures.has(entry)).length;
      return { open: waiting + held.length - failed, failed };
    },
    stop: async () => {
      stopped = true;
      for (const queue of sources) queue.cancelWaiters();
      await Promise.all(loops);
    },
  };
}

/** Decides which messages of a batch failed: all of them when the function failed or named a message that it was not given. */
export function failedIds(
  outcome: Outcome,
  { FunctionResponseTypes }: Pick<Mapping, "FunctionResponseTypes">,
  batch: Pick<Message, "MessageId">[],
): Set<string> {
  if (!outcome.ok) return idsOf(batch);
  if (!FunctionResponseTypes.includes("ReportBatchItemFailures") || outcome.payload === null) return new Set();
  const answer = z.safeParse(PartialFailure, outcome.payload);
  const named = answer.data?.batchItemFailures?.map((failure) => failure.itemIdentifier) ?? [];
  const known = idsOf(batch);
  return answer.success && named.every((id) => known.has(id)) ? new Set(named) : known;
}

function idsOf(batch: Pick<Message, "MessageId">[]): Set<string> {
  return new Set(batch.map((message) => message.MessageId));
}

function toRecord({ MessageId, ReceiptHandle, Body, MD5OfBody }: Message, queue: SqsQueue, eventSourceARN: string) {
  const held = queue.inflightMessages.get(ReceiptHandle)?.message;
  const attributes = {
    ApproximateReceiveCount: `${held?.approximateReceiveCount}`,
    ApproximateFirstReceiveTimestamp: `${held?.approximateFirstReceiveTimestamp}`,
    SentTimestamp: `${held?.sentTimestamp}`,
    SenderId: "local",
  };
  const message = {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    md5OfBody: MD5OfBody,
    attributes,
    messageAttributes: {},
  };
  return { ...message, eventSource: "aws:sqs", eventSourceARN, awsRegion: region };
}
