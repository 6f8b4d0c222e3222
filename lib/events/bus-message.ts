import * as z from "zod/mini";

/** An EventBridge event as a rule delivers it into a queue. Unknown fields are ignored. */
export const BusMessage = z.object({ "detail-type": z.string(), source: z.string(), detail: z.unknown() });

/** Reads the body of a queue message. Throws on anything that is not an event of the bus; such a message ends in the dead-letter queue. */
export const readBusMessage = (body: string): { type: string; detail: unknown } => {
  const message = z.parse(BusMessage, JSON.parse(body));
  return { type: message["detail-type"], detail: message.detail };
};
