import { type ChildProcess, execFile, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

let folder: string;
let started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "success-start-"));
});
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  started = [];
  rmSync(folder, { recursive: true, force: true });
});

/** Runs one of the commands as npm does, on a state of its own. */
function command(script: string, args: string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, "infra/commands", script), ...args], {
    cwd: root,
    env: { ...process.env, PORT: "0", SUCCESS_STATE_DIR: join(folder, "state"), ...env },
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const printed = (text: string, timeout = 20_000) => {
    const seen = vi.waitFor(() => expect(output).toContain(text), { timeout, interval: 20 });
    return Promise.race([seen, ended.then(() => expect(output).toContain(text))]);
  };
  return { child, ended, printed, output: () => output };
}

/** The processes that descend from one, on Linux. */
function descendants(pid: number | undefined): number[] {
  if (!existsSync("/proc")) return [];
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const children = parents.filter(({ parent }) => parent === pid).map((child) => child.pid);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

const isRunning = (pid: number) => existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
const allGone = (pids: number[]) => vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 10_000, interval: 20 });

test("a wrong option and a taken port each end with one line that says what to do", async () => {
  const wrong = command("start.ts", ["--frehs"]);
  expect([await wrong.ended, wrong.output().trim()]).toEqual([
    1,
    expect.stringMatching(/^Success did not start: .*--frehs.*--fresh.*--empty.*$/),
  ]);
  const server = createServer();
  const port = await new Promise<string>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(String(address && typeof address === "object" ? address.port : ""));
    }),
  );
  const taken = command("start.ts", [], { PORT: port });
  expect([await taken.ended, taken.output().trim()]).toEqual([
    1,
    `Success did not start: port ${port} is taken; choose another with PORT=4001 npm start.`,
  ]);
  server.close();
});

test.each<[string, string[], Record<string, string>]>([
  ["--empty needs --fresh: there is a workspace here already.", ["--empty"], {}],
  ["PORT must be a number from 1 to 65535.", [], { PORT: "abc" }],
  ["PORT must be a number from 1 to 65535.", [], { PORT: "65536" }],
])("%s", async (message, args, env) => {
  mkdirSync(join(folder, "state"));
  writeFileSync(join(folder, "state/sandbox.json"), "{}");
  const refused = command("start.ts", args, env);
  expect([await refused.ended, refused.output()]).toEqual([1, `Success did not start: ${message}\n`]);
});

test("a question about tokens, and a wrong one, are answered with the usage", async () => {
  const usage = "npm run --silent token -- [--workspace acme] [--role admin|member|viewer] [--sub alice]\n";
  const help = command("token.ts", ["--help"]);
  expect([await help.ended, help.output()]).toEqual([0, `${usage}prints a bearer token for the API that runs here; it lasts one hour.\n`]);
  for (const args of [["--role", "owner"], ["--rolle", "viewer"], ["viewer"]]) {
    const wrong = command("token.ts", args);
    expect([await wrong.ended, wrong.output()]).toEqual([1, `Which? ${usage}`]);
  }
});

test("without an engine one line names what to install", async () => {
  copyFileSync(join(root, "infra/engines/dynamodb-engine.ts"), join(folder, "dynamodb-engine.ts"));
  writeFileSync(
    join(folder, "try.mjs"),
    'import { startEngine } from "./dynamodb-engine.ts"; await startEngine().catch((error) => console.log(error.message));',
  );
  const { DYNAMODB_ENDPOINT: _, DYNAMODB_ENGINE: __, ...env } = process.env;
  const { stdout } = await run(process.execPath, [join(folder, "try.mjs")], { env: { ...env, PATH: dirname(process.execPath) } });
  expect(stdout.trim().split("\n")).toEqual([expect.stringMatching(/npm ci on Linux x64 .*install Java 17.*DYNAMODB_ENDPOINT/)]);
});

test("Ctrl-C during the start ends it and its child processes", async () => {
  const { child, ended, printed } = command("start.ts");
  await printed("1/8 bundles");
  await vi.waitFor(() => expect(descendants(child.pid).length).toBeGreaterThan(0), { timeout: 10_000, interval: 5 });
  const children = descendants(child.pid);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  await allGone(children);
});

test("npm start comes up, serves page and API, takes the other commands, and Ctrl-C leaves nothing running", {
  timeout: 240_000,
}, async () => {
  const { child, ended, printed, output } = command("start.ts");
  await printed("Success is ready: ", 200_000);
  const url = /Success is ready: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(output())?.[1];
  expect((await fetch(`${url}/success/contracts`)).status).toBe(200);

  const token = command("token.ts", ["--role", "viewer", "--sub", "carol"]);
  expect(await token.ended).toBe(0);
  const session = await fetch(`${url}/v3/rest/success/session`, { headers: { authorization: `Bearer ${token.output().trim()}` } });
  expect(await session.json()).toMatchObject({
    user: { sub: "carol", role: "viewer" },
    workspace: { id: "acme" },
    flags: { success: true },
  });

  const says = async (script: string, ...args: string[]) => {
    const { ended, output } = command(script, args);
    return [await ended, output().trim()];
  };
  const unreadable = join(folder, "unreadable.json");
  writeFileSync(unreadable, JSON.stringify({ id: "sub_unreadable", object: "subscription", description: "Gavin's own" }));
  for (const file of ["docs/samples/customer.json", "docs/samples/subscription.json", unreadable])
    expect(await says("webhook.ts", "stripe", "conn_acme_stripe", file)).toEqual([0, '200 {"received":true}']);
  const authorization = `Bearer ${token.output().trim()}`;
  await vi.waitFor(
    async () => {
      const contract = await fetch(`${url}/v3/rest/success/contracts/stripe%3Asub_newcomer`, { headers: { authorization } });
      expect(await contract.json()).toMatchObject({ customer: "Newcomer Inc", domain: "newcomer.example", mrr: { amount: 50_000 } });
    },
    { timeout: 20_000, interval: 50 },
  );
  await vi.waitFor(
    () => {
      const lines = readFileSync(join(folder, "state/logs/project-ledger.log"), "utf8").split("\n");
      const line = lines.find((each) => each.includes("webhook could not be read")) ?? "{}";
      expect(JSON.parse(line)).toMatchObject({ level: "WARN", recordId: "sub_unreadable", reason: expect.stringContaining("status") });
      expect(line).not.toContain("Gavin");
    },
    { timeout: 20_000, interval: 50 },
  );

  expect(await says("flag.ts", "locked")).toEqual([0, "Success is off for locked, which has no settings here yet."]);
  expect(await says("flag.ts", "nosuch", "on")).toEqual([0, "Success is on for nosuch, which is new here: it had no settings until now."]);
  expect(await says("flag.ts", "nosuch")).toEqual([0, "Success is on for nosuch."]);
  expect(await says("flag.ts", "nosuch", "maybe")).toEqual([1, "Which? npm run flag -- <workspace> [on|off]"]);
  const sent = command("send.ts", ["ledger.entry.due", "--workspace", "acme"]);
  expect([await sent.ended, sent.output()]).toEqual([
    0,
    expect.stringMatching(/^ledger\.entry\.due send:[0-9a-f-]+ is on the bus of acme\.\n$/),
  ]);
  const second = command("start.ts");
  expect([await second.ended, second.output()]).toEqual([1, expect.stringContaining("it already runs here")]);

  const children = descendants(child.pid);
  expect(children.length).toBeGreaterThan(0);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  await allGone(children);
  const after = command("token.ts");
  expect([await after.ended, after.output()]).toEqual([1, "Success is not running here: start it with npm start.\n"]);
});
