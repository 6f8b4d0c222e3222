import { appendFileSync } from "node:fs";
import { isObject, parseJson } from "./json.ts";
import { type FunctionSettings, type Outcome, type Runner, startRunner } from "./lambda-runner.ts";

export type LambdaFunction = {
  settings: FunctionSettings;
  /** Runs the function once and waits for it; a failure, a time-out or a crash is an outcome, never a rejection. */
  invoke(event: unknown): Promise<Outcome>;
  /** Starts new invocations from what `folder` holds now; running ones end undisturbed. */
  reload(folder: string): void;
  stop(): Promise<void>;
};

/**
 * Makes one Lambda function of worker threads, started when they are needed: `concurrency` of them, more invocations wait. `report`
 * gets one line for each failure; everything that the function prints goes to its log file.
 */
export function createFunction(given: FunctionSettings, report: (line: string) => void): LambdaFunction {
  const runners = new Set<Runner>();
  const waiting: (() => void)[] = [];
  let settings = given;
  let idle: Runner[] = [];
  let free = given.concurrency;
  let stopped = false;

  async function invoke(event: unknown): Promise<Outcome> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    if (stopped) return { ok: false, error: { errorType: "Stopped", errorMessage: "This cloud has stopped", trace: [] } };
    const pool = idle;
    const runner = pool.pop() ?? start();
    const outcome = await runner.run(event);
    if (runner.alive() && pool === idle) idle.push(runner);
    else end(runner);
    const next = waiting.shift();
    if (next) next();
    else free += 1;
    if (!outcome.ok && !stopped) {
      appendFileSync(given.logFile, `${JSON.stringify({ level: "ERROR", ...outcome.error })}\n`);
      tell(`failed: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    }
    return outcome;
  }

  function start(): Runner {
    const runner = startRunner(settings, print);
    runners.add(runner);
    return runner;
  }

  function end(runner: Runner): void {
    runners.delete(runner);
    void runner.end();
  }

  function print(chunk: Buffer): void {
    appendFileSync(given.logFile, chunk);
    for (const line of chunk.toString().split("\n")) {
      const entry = line.includes('"ERROR"') ? parseJson(line) : undefined;
      if (isObject(entry)) tell(`${entry.message}${isObject(entry.error) ? `: ${entry.error.name}: ${entry.error.message}` : ""}`);
    }
  }

  function tell(text: string): void {
    report(`${settings.title}: ${text.split("\n")[0]?.slice(0, 300)}`);
  }

  return {
    settings: given,
    invoke,
    reload(folder) {
      settings = { ...settings, folder };
      const old = idle;
      idle = [];
      old.forEach(end);
    },
    async stop() {
      stopped = true;
      for (const next of waiting.splice(0)) next();
      await Promise.all([...runners].map((runner) => runner.end()));
    },
  };
}
