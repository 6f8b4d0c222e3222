import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod/mini";
import { project } from "#infra/bundle.ts";
import { serve } from "#infra/local/http-server.ts";
import { basePath } from "#lib/http/endpoint.ts";
import { markdownTable } from "./markdown.ts";

type Place = { folder: string; env: NodeJS.ProcessEnv };

const run = promisify(execFile);
const budgets = { coldSeconds: 240, warmSeconds: 60 };
const giveUpMs = 20 * 60_000;
const Page = z.object({ items: z.array(z.unknown()) });

/** From a fresh clone of what is committed to a filled page: `npm ci` with an empty cache and a first start, then a second start. */
export async function measureClone(): Promise<string> {
  const temporary = mkdtempSync(join(tmpdir(), "success-clone-"));
  try {
    const place = { folder: join(temporary, "success"), env: await visitorsEnvironment(temporary) };
    const clone = await seconds(() => run("git", ["clone", "--quiet", project.root, place.folder]));
    const install = await seconds(() => run("npm", ["ci"], { cwd: place.folder, env: place.env }));
    const first = await startUntilReady(place);
    const second = await startUntilReady(place);
    return tableOf({ install: clone + install, first, second });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

type Start = { seconds: number; contracts: number };

function tableOf({ install, first, second }: { install: number; first: Start; second: Start }): string {
  const cells = (took: number, budget: number) => [took.toFixed(0), String(budget), (took / budget).toFixed(2)];
  return markdownTable(
    ["clone → filled page", "seconds", "budget", "of the budget", "contracts on the page"],
    [
      ["git clone, npm ci (empty cache)", install.toFixed(0), "", "", ""],
      ["npm start -- --fresh, the first time", first.seconds.toFixed(0), "", "", ""],
      ["cold: both together", ...cells(install + first.seconds, budgets.coldSeconds), String(first.contracts)],
      ["warm: npm start -- --fresh again", ...cells(second.seconds, budgets.warmSeconds), String(second.contracts)],
    ],
  );
}

/** Starts Success in a process group of its own, waits for its last line, counts the contracts on acme's page and stops it again. */
async function startUntilReady({ folder, env }: Place): Promise<Start> {
  const started = performance.now();
  const child = spawn("npm", ["start", "--", "--fresh"], { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => signalGroup(child, "SIGKILL");
  process.once("exit", kill);
  try {
    const url = await readyAddress(child);
    const took = (performance.now() - started) / 1000;
    return { seconds: took, contracts: await countContracts({ folder, env }, url) };
  } finally {
    await stopped(child);
    process.off("exit", kill);
  }
}

function readyAddress(child: ChildProcess): Promise<string> {
  let printed = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`npm start was not ready in time:\n${printed}`)), giveUpMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        printed += chunk;
        const url = /^Success is ready: (\S+)$/m.exec(printed)?.[1];
        if (url) resolve(url);
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)));
    child.once("exit", () => clearTimeout(timer));
  });
}

async function countContracts({ folder, env }: Place, url: string): Promise<number> {
  const { stdout: token } = await run("npm", ["run", "--silent", "token"], { cwd: folder, env });
  const response = await fetch(`${url}${basePath}/contracts?limit=200`, { headers: { authorization: `Bearer ${token.trim()}` } });
  return z.parse(Page, await response.json()).items.length;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  signalGroup(child, "SIGINT");
  await ended;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone, which is what is wanted.
  }
}

/** What a visitor's shell has: without what npm gives its scripts, so that neither this project's tools nor its folder are found. */
async function visitorsEnvironment(temporary: string): Promise<NodeJS.ProcessEnv> {
  const given = /^(npm_(lifecycle|package|command|execpath|node_execpath|config_(local|global)_prefix)|INIT_CWD$|NODE$|SUCCESS_|DYNAMODB_)/;
  const kept = Object.entries(process.env).filter(([name]) => !given.test(name));
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !/node_modules|node-gyp-bin/.test(folder));
  const port = await freePort();
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), npm_config_cache: join(temporary, "npm-cache"), PORT: port };
}

async function freePort(): Promise<string> {
  const probe = await serve(0, async () => ({ status: 503 }));
  await probe.stop();
  return new URL(probe.origin).port;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
