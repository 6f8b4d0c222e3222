import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** What has to be ended, the last one first, however the bench ends. */
export type Stops = (() => Promise<void>)[];

/** Ends everything that was started, each once. */
export async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

/** Starts a program in a process group of its own, which ends with the bench. */
export function startProgram(file: string, args: readonly string[], options: SpawnOptions, stops: Stops): ChildProcess {
  const child = spawn(file, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  stops.push(() => endProgram(child, "SIGKILL"));
  return child;
}

/** Runs a program to its end and answers what it printed; rejects with that when it fails. */
export async function runProgram(file: string, args: readonly string[], options: SpawnOptions, stops: Stops): Promise<string> {
  const child = startProgram(file, args, options, stops);
  let [out, err] = ["", ""];
  child.stdout?.on("data", (chunk) => (out += chunk));
  child.stderr?.on("data", (chunk) => (err += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${[file, ...args].join(" ")} ended with ${code}:\n${out}${err}`);
  return out;
}

/** Signals a program and all that it started, and waits until it is gone. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, signal);
  await ended;
}
