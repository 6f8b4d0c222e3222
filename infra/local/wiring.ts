import { join } from "node:path";
import * as z from "zod/mini";
import type { QueuesAndBuckets } from "#infra/engines/queues-and-buckets.ts";
import { awsError } from "./aws.ts";
import { createEdge } from "./edge.ts";
import { type Deliver, putEvents, readRules } from "./event-bus.ts";
import { createFunctions } from "./functions.ts";
import { createGateway } from "./gateway.ts";
import { type HttpRequest, type HttpResponse, json } from "./http-server.ts";
import { messageOf, parseJson } from "./json.ts";
import { createKms } from "./kms.ts";
import type { LambdaFunction } from "./lambda.ts";
import { asyncInvoker } from "./lambda-async.ts";
import { type Pollers, startPollers } from "./queue-poller.ts";
import { startSchedules } from "./schedule.ts";
import type { Cloud } from "./template.ts";

export type WiringOptions = {
  queues: QueuesAndBuckets;
  endpoints: Record<string, string>;
  stateDir: string;
  report: (line: string) => void;
  retryDelaysMs?: number[];
};
export type Wiring = {
  functions: LambdaFunction[];
  /** Answers a request from outside: the page and the API. */
  edge(request: HttpRequest): Promise<HttpResponse>;
  /** Answers an SDK's call to EventBridge or KMS. */
  aws(request: HttpRequest): Promise<HttpResponse>;
  /** Counts the messages in the queues that have a consumer. */
  messages: Pollers["count"];
  stop(): Promise<void>;
};

/** Connects everything that the templates connect: routes, rules, schedules and queues to functions. Throws when they can't be. */
export function wire(cloud: Cloud, { queues, endpoints, stateDir, report, retryDelaysMs }: WiringOptions): Wiring {
  const functions = createFunctions(cloud, endpoints, join(stateDir, "logs"), report);
  const buses = new Set(["default", ...cloud.of("AWS::Events::EventBus", z.object({})).map(({ name }) => name)]);
  const rules = readRules(cloud);
  const kms = createKms(cloud, join(stateDir, "kms.json"));
  const edge = createEdge(cloud, createGateway(cloud, functionOf), queues.buckets);
  const invokeLater = asyncInvoker(cloud, queues.send, retryDelaysMs);
  const deliver: Deliver = (arn, event) =>
    arn.includes(":sqs:") ? queues.send(arn, JSON.stringify(event)) : void invokeLater(functionOf(arn), event);
  const stopSchedules = startSchedules(rules, deliver);
  const pollers = startPollers(cloud, queues, functionOf);

  function functionOf(nameOrArn: string): LambdaFunction {
    const found = functions.find(({ settings }) => settings.name === nameOrArn || settings.arn === nameOrArn);
    if (!found) throw new Error(`There is no function ${nameOrArn}.`);
    return found;
  }

  async function aws({ headers, body }: HttpRequest): Promise<HttpResponse> {
    const [service, action = ""] = (headers["x-amz-target"] ?? "").split(".");
    try {
      const input = parseJson(body.toString());
      if (service === "TrentService") return json(200, kms(action, input));
      if (service === "AWSEvents" && action === "PutEvents") return json(200, putEvents(input, rules, buses, deliver));
      throw awsError("UnknownOperationException", `infra/local has no ${service}.${action}`);
    } catch (error) {
      const code = error instanceof Error ? error.name : "InternalFailure";
      return json(code.endsWith("Exception") ? 400 : 500, { __type: code, message: messageOf(error) });
    }
  }

  async function stop(): Promise<void> {
    stopSchedules();
    const pollersStopped = pollers.stop();
    await Promise.all(functions.map((fn) => fn.stop()));
    await pollersStopped;
  }
  return { functions, edge, aws, messages: pollers.count, stop };
}
