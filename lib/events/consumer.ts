import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import type { EventContract } from "#events/define-event.ts";
import { logger } from "../observability/logger.ts";
import { count, flushCounts } from "../observability/metrics.ts";
import { type Instant, readClock } from "../time/instant.ts";
import { readBusMessage } from "./bus-message.ts";

/** A consumed event after its schema was checked. */
export type Consumed<Contract extends EventContract> = z.output<Contract["detail"]>;

/** One event type and what is done with it. Throwing gives the message back to the queue; after three times it is dead-lettered. */
export type Subscription = { contract: EventContract; consume: (detail: never, now: Instant) => Promise<void> };

/** Joins a contract and its consumer, typed by the contract's schema. */
export const on = <Contract extends EventContract>(
  contract: Contract,
  consume: (detail: Consumed<Contract>, now: Instant) => Promise<void>,
): Subscription => ({ contract, consume });

/**
 * The handler of one queue: messages in their order, one after the other, each failing alone. An event type that nobody here knows
 * is an error of the rules, so it fails and ends in the dead-letter queue, where it is seen.
 */
export const consumer = (...subscriptions: Subscription[]) => {
  const byType = new Map(subscriptions.map((subscription) => [subscription.contract.type, subscription]));
  const processor = new BatchProcessor(EventType.SQS);
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    logger.resetKeys();
    logger.addContext(context);
    const response = await processPartialResponse(event, (record: SQSRecord) => consumeOne(byType, record.body), processor, {
      context,
      processInParallel: false,
      throwOnFullBatchFailure: false,
    });
    for (const error of processor.errors) logger.error("message failed", { error });
    count("MessagesFailed", processor.errors.length);
    count("MessagesConsumed", event.Records.length - processor.errors.length);
    flushCounts();
    return response;
  };
};

const consumeOne = async (byType: Map<string, Subscription>, body: string): Promise<void> => {
  const { type, detail } = readBusMessage(body);
  const subscription = byType.get(type);
  if (!subscription) throw new Error(`no consumer for ${type}`);
  const parsed = z.parse(subscription.contract.detail, detail);
  await subscription.consume(parsed as never, readClock()); // safe: parsed with the subscription's own contract
};
