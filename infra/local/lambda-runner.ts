import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { messageOf, parseJson } from "./json.ts";
import type { FunctionError, Invocation, WorkerData, WorkerMessage } from "./lambda-worker.ts";

export type FunctionSettings = {
  name: string;
  arn: string;
  /** What people call it: `sections/contracts`. */
  title: string;
  folder: string;
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMb: number;
  concurrency: number;
  logGroup: string;
  logFile: string;
};
export type Outcome = { ok: true; payload: unknown } | { ok: false; error: FunctionError };
export type Runner = { run(event: unknown): Promise<Outcome>; end(): Promise<unknown>; alive(): boolean };

const initMs = 10_000;
const payloadLimit = 6_291_556;

/**
 * Starts one worker thread with the function's own environment, for one invocation at a time. A failure, a time-out or a crash is an
 * outcome, never a rejection.
 */
export function startRunner(settings: FunctionSettings, print: (chunk: Buffer) => void): Runner {
  const worker = startWorker(settings);
  worker.stdout.on("data", print);
  worker.stderr.on("data", print);
  let living = true;
  const crash = new Promise<Outcome>((resolve) => {
    worker.once("error", (error) => resolve(failure("Runtime.ExitError", messageOf(error))));
    worker.once("exit", (code) => resolve(failure("Runtime.ExitError", `Runtime exited with status ${code}`)));
  }).finally(() => {
    living = false;
  });
  const message = () => new Promise<WorkerMessage>((resolve) => worker.once("message", resolve));
  const ready = message();
  const end = () => worker.terminate();

  async function run(event: unknown): Promise<Outcome> {
    const limitMs = settings.timeoutSeconds * 1000;
    const init = await within<WorkerMessage | Outcome, Outcome>(initMs + limitMs, [ready, crash], () =>
      failure("Runtime.InitTimeout", "Init timed out"),
    );
    if ("ok" in init || init.kind === "failed") {
      void end();
      return "ok" in init ? init : { ok: false, error: init.error };
    }
    const invocation: Invocation = {
      requestId: randomUUID(),
      event: JSON.stringify(event),
      deadline: Date.now() + limitMs,
      traceId: newTraceId(),
    };
    const answer = message().then(outcomeOf);
    worker.postMessage(invocation);
    return within(limitMs, [answer, crash], () => {
      living = false;
      void end();
      const seconds = settings.timeoutSeconds.toFixed(2);
      return failure("Sandbox.Timedout", `RequestId: ${invocation.requestId} Error: Task timed out after ${seconds} seconds`);
    });
  }
  return { run, end, alive: () => living };
}

function startWorker({ name, arn, folder, handler, environment, memoryMb, logGroup }: FunctionSettings): Worker {
  const [file = "", exported = ""] = handler.split(".");
  const context = {
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: `${memoryMb}`,
    logGroupName: logGroup,
  };
  const workerData: WorkerData = { file: join(folder, `${file}.mjs`), handler: exported, context: { ...context, logStreamName: "local" } };
  const options = {
    workerData,
    env: environment,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  };
  return new Worker(new URL("./lambda-worker.ts", import.meta.url), options);
}

function outcomeOf(message: WorkerMessage): Outcome {
  if (message.kind === "failed") return { ok: false, error: message.error };
  const text = message.kind === "result" ? message.result : "null";
  if (text.length <= payloadLimit) return { ok: true, payload: parseJson(text) };
  return failure("Function.ResponseSizeTooLarge", `Response payload size exceeded maximum allowed payload size (${payloadLimit} bytes).`);
}

function failure(errorType: string, errorMessage: string): Outcome {
  return { ok: false, error: { errorType, errorMessage, trace: [] } };
}

/** Waits for the first of the promises, at most `limitMs`. */
export async function within<T, Late>(limitMs: number, promises: Promise<T>[], late: () => Late): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late()), limitMs);
  });
  return Promise.race([...promises, timeout]).finally(() => clearTimeout(timer));
}

function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
}
