import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createBundler } from "#infra/bundler.ts";
import { serve } from "#infra/local/http-server.ts";
import { messageOf } from "#infra/local/json.ts";
import { type Local, startLocal } from "#infra/local/local.ts";
import { type Sandbox, startSandbox } from "#test/sandbox/sandbox.ts";
import { buildParts, templatesDir } from "./build.ts";
import { findRunning, forgetRunning, stateDir, writeRunning } from "./running.ts";
import { seed } from "./seed.ts";
import { watchSources } from "./watch.ts";

const steps = 8;
const drainMs = 2000;
const sandboxFile = join(stateDir, "sandbox.json");
const bundler = createBundler();
let local: Local | undefined;
let sandbox: Sandbox | undefined;
let number = 0;
let isStopping = false;

process.env.TZ = "UTC"; // as in Lambda
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(signal));

// Vite may reject beside the promise that it gave.
process.on("unhandledRejection", (error) => (local && !isStopping ? console.error(messageOf(error)) : fail(error)));
await start().catch(fail);

async function start(): Promise<void> {
  const flags = process.argv.slice(2);
  const unknown = flags.find((flag) => flag !== "--fresh" && flag !== "--empty");
  if (unknown) throw new Error(`there is no option ${unknown}; there are --fresh (begin anew) and --empty (nothing connected).`);
  const port = portOf(process.env.PORT || "4000");
  await checkFree(port);
  if (flags.includes("--fresh")) rmSync(stateDir, { recursive: true, force: true });
  if (flags.includes("--empty") && existsSync(sandboxFile)) throw new Error("--empty needs --fresh: there is a workspace here already.");
  const began = performance.now();
  const parts = buildParts();
  await step("bundles", bundler.rebuild);
  await step("page", parts.page);
  await step("templates", parts.templates);
  local = await startLocal({ templatesDir, stateDir, port, step, report });
  const { url, issuer, endpoints, table, key, bus } = local;
  const running = { pid: process.pid, url, issuer, endpoints, table, key, bus };
  const connected = await step("workspaces", () => seed(running, !flags.includes("--empty")));
  writeRunning(running);
  if (connected) {
    sandbox = await startSandbox({ target: url, ...connected, stateFile: sandboxFile, report });
    writeRunning({ ...running, sandbox: `http://127.0.0.1:${sandbox.port}` });
  }
  await step("first events of the sandbox", async () => {
    await sandbox?.settled();
    await local?.drained();
  });
  watchSources(local, bundler, console.log);
  console.log(`Started in ${((performance.now() - began) / 1000).toFixed(1)} s. Logs: .success/logs. Ctrl-C stops.`);
  console.log(`Success is ready: ${url}`);
}

function report(line: string): void {
  if (!isStopping) console.log(`  ${line}`);
}

function fail(error: unknown): void {
  if (isStopping) return;
  console.error(`${number > 0 ? "\n" : ""}Success did not start: ${messageOf(error)}`);
  process.exit(1);
}

// 0 takes any free port.
function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error("PORT must be a number from 1 to 65535.");
  return Number(text);
}

async function checkFree(port: number): Promise<void> {
  const other = findRunning();
  if (other) throw new Error(`it already runs here as process ${other.pid}: ${other.url}`);
  const probe = await serve(port, async () => ({ status: 503 })).catch(() => undefined);
  if (!probe) throw new Error(`port ${port} is taken; choose another with PORT=4001 npm start.`);
  await probe.stop();
}

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  number += 1;
  process.stdout.write(`${number}/${steps} ${title} … `);
  const started = performance.now();
  const result = await work();
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s${result === "kept" ? " (kept)" : ""}`);
  return result;
}

// Until the parts run nothing needs saving: leaving at once also ends the child processes. A second Ctrl-C does not wait either.
async function end(signal: string): Promise<void> {
  if (!local || isStopping) process.exit(signal === "SIGINT" ? 130 : 143);
  isStopping = true;
  console.log("\nStopping …");
  await sandbox?.stop();
  await Promise.race([local.drained(), pause(drainMs)]); // the next start would wait for what is left
  await Promise.all([local.stop(), bundler.dispose()]);
  forgetRunning();
  process.exit(0);
}
