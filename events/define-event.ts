import * as z from "zod/mini";

/** The envelope that every event on the bus carries in `detail`. Unknown fields are ignored: consumers are older or newer than publishers. */
const envelope = <Data extends z.core.$ZodType>(data: Data) =>
  z.object({
    id: z.string().check(z.minLength(1)),
    workspaceId: z.string().check(z.minLength(1)),
    occurredAt: z.string(),
    correlationId: z.string(),
    data,
  });

/** Declares one event contract: its detail-type, its source, the schema of its data and a sample that tests and tools use. */
export const defineEvent = <const Type extends string, Data extends z.core.$ZodType>(
  type: Type,
  contract: { source: `success.${string}`; data: Data; sample: z.input<Data> },
) => ({ type, source: contract.source, detail: envelope(contract.data), data: contract.data, sample: contract.sample });

/** Any event contract. */
export type EventContract = {
  type: string;
  source: `success.${string}`;
  detail: z.core.$ZodType;
  data: z.core.$ZodType;
  sample: unknown;
};

/** The data of a contract. */
export type EventData<Contract extends { data: z.core.$ZodType }> = z.output<Contract["data"]>;

/** An event ready to be published: what the outbox stores and PutEvents sends. */
export const OutgoingEvent = z.object({
  type: z.string(),
  source: z.string(),
  detail: z.object({ id: z.string(), workspaceId: z.string(), occurredAt: z.string(), correlationId: z.string(), data: z.unknown() }),
});
export type OutgoingEvent = z.infer<typeof OutgoingEvent>;
