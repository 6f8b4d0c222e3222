import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import * as z from "zod/mini";
import { project } from "#infra/bundle.ts";
import { serve } from "#infra/local/http-server.ts";
import { basePath } from "#lib/http/endpoint.ts";
import { markdownTable } from "./markdown.ts";
import { endProgram, runProgram, type Stops, startProgram } from "./programs.ts";

type Place = { folder: string; env: NodeJS.ProcessEnv; stops: Stops };

const budgets = { coldSeconds: 240, warmSeconds: 60 };
const giveUpMs = 20 * 60_000;
const Page = z.object({ items: z.array(z.unknown()) });

/** From a fresh clone of what is committed to a filled page: `npm ci` with an empty cache and a first start, then a second start. */
export async function measureClone(stops: Stops): Promise<string> {
  const temporary = mkdtempSync(join(tmpdir(), "success-clone-"));
  stops.push(async () => rmSync(temporary, { recursive: true, force: true }));
  const place = { folder: join(temporary, "success"), env: await visitorsEnvironment(temporary), stops };
  const clone = await seconds(() => runProgram("git", ["clone", "--quiet", project.root, place.folder], {}, stops));
  const install = await seconds(() => runProgram("npm", ["ci"], { cwd: place.folder, env: place.env }, stops));
  const first = await startUntilReady(place);
  const second = await startUntilReady(place);
  return tableOf({ install: clone + install, first, second });
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

/** Starts Success, waits for its last line, counts the contracts on acme's page and stops it again. */
async function startUntilReady(place: Place): Promise<Start> {
  const { folder, env, stops } = place;
  const started = performance.now();
  const child = startProgram("npm", ["start", "--", "--fresh"], { cwd: folder, env }, stops);
  const url = await readyAddress(child);
  const took = (performance.now() - started) / 1000;
  const contracts = await countContracts(place, url);
  await endProgram(child, "SIGINT");
  return { seconds: took, contracts };
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
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`npm start ended with ${code}:\n${printed}`));
    });
  });
}

async function countContracts({ folder, env, stops }: Place, url: string): Promise<number> {
  const token = await runProgram("npm", ["run", "--silent", "token"], { cwd: folder, env }, stops);
  const response = await fetch(`${url}${basePath}/contracts?limit=200`, { headers: { authorization: `Bearer ${token.trim()}` } });
  return z.parse(Page, await response.json()).items.length;
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
