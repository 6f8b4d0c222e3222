import { buildApp } from "fauxqs";
import * as z from "zod/mini";
import { region } from "#infra/local/aws.ts";
import type { Cloud } from "#infra/local/template.ts";
// fauxqs' own start function listens on every interface, so its exported server is put together here from the parts it is made of.
import { PersistenceManager } from "../../node_modules/fauxqs/dist/persistence.js";
import { S3Store } from "../../node_modules/fauxqs/dist/s3/s3Store.js";
import { SnsStore } from "../../node_modules/fauxqs/dist/sns/snsStore.js";
import { type SqsQueue, SqsStore } from "../../node_modules/fauxqs/dist/sqs/sqsStore.js";

export type { SqsQueue };
export type QueuesAndBuckets = {
  endpoint: string;
  buckets: S3Store;
  /** Creates the queues and buckets of the templates that are not there yet, and gives the others the templates' attributes. */
  create(cloud: Cloud): void;
  queue(arn: string): SqsQueue;
  send(queueArn: string, body: string): void;
  receive(queue: SqsQueue, count: number): ReturnType<SqsQueue["dequeue"]>;
  stop(): Promise<void>;
};

const Queue = z.object({
  DelaySeconds: z.optional(z.number()),
  MaximumMessageSize: z.optional(z.number()),
  VisibilityTimeout: z.optional(z.number()),
  RedrivePolicy: z.optional(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })),
});

/** Starts SQS and S3 (fauxqs) in this process on 127.0.0.1; with `dataDir` queues, messages and objects outlive it. */
export async function startQueuesAndBuckets(dataDir?: string): Promise<QueuesAndBuckets> {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const { sqsStore: queues, s3Store: buckets } = stores;
  const kept = dataDir === undefined ? undefined : new PersistenceManager(dataDir);
  kept?.load(queues, stores.snsStore, buckets);
  if (kept) {
    queues.persistence = kept;
    buckets.persistence = kept;
    for (const queue of queues.allQueues()) {
      queue.persistence = kept;
      takeBack(queue);
    }
  }
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  const endpoint = await app.listen({ port: 0, host: "127.0.0.1" });

  function queue(arn: string): SqsQueue {
    const found = queues.getQueueByArn(arn);
    if (!found) throw new Error(`There is no queue ${arn}.`);
    return found;
  }
  return {
    endpoint,
    buckets,
    create(cloud) {
      for (const { name, ref, arn, properties } of cloud.of("AWS::SQS::Queue", Queue)) {
        const texts = Object.entries(properties).map(([key, value]) => [
          key,
          typeof value === "object" ? JSON.stringify(value) : String(value),
        ]);
        const attributes: Record<string, string> = Object.fromEntries(texts);
        const existing = queues.getQueueByArn(arn);
        if (existing) existing.setAttributes(attributes);
        else queues.createQueue(name, ref, arn, attributes);
      }
      for (const bucket of cloud.of("AWS::S3::Bucket", z.object({}))) buckets.createBucket(bucket.ref);
    },
    queue,
    send: (arn, body) => queue(arn).enqueue(SqsStore.createMessage(body)),
    receive: (from, count) => from.dequeue(count, undefined, (arn) => queues.getQueueByArn(arn)),
    async stop() {
      await app.close();
      kept?.close();
    },
  };
}

// Whoever held a message ended with the process before this one. It is free at once, and the receive does not count: else three
// kills would dead-letter a message that nothing is wrong with.
function takeBack(queue: SqsQueue): void {
  for (const held of queue.inflightMessages.values()) {
    held.visibilityDeadline = 0;
    held.message.approximateReceiveCount = Math.max(0, held.message.approximateReceiveCount - 1);
  }
  queue.processTimers();
}
