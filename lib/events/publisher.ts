import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { OutgoingEvent } from "#events/index.ts";

const entriesPerCall = 10;

/** Sends events to the bus. Throws when the bus refuses any of them: the caller's message is then delivered again, under the same ids. */
export type Publish = (events: readonly OutgoingEvent[]) => Promise<void>;

export const createPublisher =
  (client: EventBridgeClient, bus: string): Publish =>
  async (events) => {
    for (let from = 0; from < events.length; from += entriesPerCall) {
      const part = events.slice(from, from + entriesPerCall);
      const { FailedEntryCount = 0, Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: part.map(({ type, source, detail }) => ({
            EventBusName: bus,
            Source: source,
            DetailType: type,
            Detail: JSON.stringify(detail),
          })),
        }),
      );
      if (FailedEntryCount > 0) throw new Error(`the bus refused ${FailedEntryCount} of ${part.length} events: ${reasons(Entries)}`);
    }
  };

const reasons = (entries: { ErrorCode?: string | undefined; ErrorMessage?: string | undefined }[]): string =>
  [...new Set(entries.flatMap(({ ErrorCode, ErrorMessage }) => (ErrorCode ? [`${ErrorCode} ${ErrorMessage ?? ""}`.trim()] : [])))].join(
    ", ",
  );
