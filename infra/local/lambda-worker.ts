import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

/** What the parent sends and gets back; events and results travel as the JSON that they are in AWS. */
export type WorkerData = { file: string; handler: string; context: Record<string, string> };
export type Invocation = { requestId: string; event: string; deadline: number; traceId: string };
export type FunctionError = { errorType: string; errorMessage: string; trace: string[] };
export type WorkerMessage = { kind: "ready" } | { kind: "result"; result: string } | { kind: "failed"; error: FunctionError };

const { file, handler, context }: WorkerData = workerData;
const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const run = module[handler];
  if (typeof run !== "function") throw new Error(`${handler} is undefined or not exported`);
  parentPort?.on("message", (invocation: Invocation) => void invoke((event, about) => run(event, about), invocation));
  send({ kind: "ready" });
} catch (error) {
  send({ kind: "failed", error: describe(error) });
}

async function invoke(
  run: (event: unknown, context: object) => unknown,
  { requestId, event, deadline, traceId }: Invocation,
): Promise<void> {
  process.env._X_AMZN_TRACE_ID = traceId;
  const getRemainingTimeInMillis = () => Math.max(0, deadline - Date.now());
  try {
    const result = await run(JSON.parse(event), {
      ...context,
      awsRequestId: requestId,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis,
    });
    send({ kind: "result", result: JSON.stringify(result ?? null) });
  } catch (error) {
    send({ kind: "failed", error: describe(error) });
  }
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}
