import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import type { LambdaFunction } from "./lambda.ts";
import type { Cloud } from "./template.ts";

const Config = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z._default(z.int(), 2),
  DestinationConfig: z.optional(z.object({ OnFailure: z.optional(z.object({ Destination: z.string() })) })),
});
const DeadLetters = z.object({ DeadLetterConfig: z.optional(z.object({ TargetArn: z.string() })) });

/**
 * Makes Lambda's asynchronous invocation: a failed event is tried twice more (or as often as the template says), a minute and two
 * minutes later (`delaysMs`), then goes to the function's failure destination or dead-letter queue, if the template has one.
 */
export function asyncInvoker(cloud: Cloud, send: (queueArn: string, body: string) => void, delaysMs = [60_000, 120_000]) {
  const configs = new Map(
    cloud.of("AWS::Lambda::EventInvokeConfig", Config).map(({ properties }) => [properties.FunctionName, properties]),
  );
  const queues = new Map(cloud.of("AWS::Lambda::Function", DeadLetters).map(({ name, properties }) => [name, properties.DeadLetterConfig]));

  return async ({ settings, invoke }: LambdaFunction, event: unknown): Promise<void> => {
    const { MaximumRetryAttempts = 2, DestinationConfig } = configs.get(settings.name) ?? {};
    let outcome = await invoke(event);
    for (let retry = 0; !outcome.ok && retry < MaximumRetryAttempts; retry++) {
      await pause(delaysMs[retry], undefined, { ref: false });
      outcome = await invoke(event);
    }
    if (outcome.ok) return;
    const requestContext = { functionArn: settings.arn, condition: "RetriesExhausted", approximateInvokeCount: MaximumRetryAttempts + 1 };
    const record = {
      version: "1.0",
      timestamp: new Date().toISOString(),
      requestContext,
      requestPayload: event,
      responsePayload: outcome.error,
    };
    const destination = DestinationConfig?.OnFailure?.Destination;
    if (destination) send(destination, JSON.stringify(record));
    const queue = queues.get(settings.name)?.TargetArn;
    if (queue) send(queue, JSON.stringify(event));
  };
}
