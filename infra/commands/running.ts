import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { project } from "#infra/bundle.ts";
import { parseJson } from "#infra/local/json.ts";

// Tests keep their state elsewhere.
export const stateDir = process.env.SUCCESS_STATE_DIR ?? join(project.root, ".success");
const file = join(stateDir, "run.json");

/** What the other commands need to know of the running instance. */
export const Running = z.object({
  pid: z.number(),
  url: z.string(),
  issuer: z.object({ url: z.string(), audience: z.string() }),
  endpoints: z.record(z.string(), z.string()),
  table: z.string(),
  key: z.string(),
  bus: z.string(),
  sandbox: z.optional(z.string()),
});
export type Running = z.infer<typeof Running>;

/** Leaves word of this instance for the other commands. */
export function writeRunning(running: Running): void {
  writeFileSync(file, JSON.stringify(running, undefined, 2));
}

/** Takes that word back. */
export function forgetRunning(): void {
  rmSync(file, { force: true });
}

/** Finds the instance that runs on this checkout's state, if its process lives. */
export function findRunning(): Running | undefined {
  const result = z.safeParse(Running, existsSync(file) ? parseJson(readFileSync(file, "utf8")) : undefined);
  return result.success && isAlive(result.data.pid) ? result.data : undefined;
}

/** The running instance; without one the program ends with one line that says what to do. */
export function runningOrExit(): Running {
  const running = findRunning();
  if (running) return running;
  console.error("Success is not running here: start it with npm start.");
  process.exit(1);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
