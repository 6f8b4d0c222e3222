import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type Engine = { endpoint: string; name: string; stop(): Promise<void> };
type EngineName = "dynoxide" | "local";
type Command = { title: string; file: string; args: string[]; cwd?: string };

const resolveFrom = createRequire(import.meta.url).resolve;
const readyMs = 60_000;

/**
 * Starts a DynamoDB engine on 127.0.0.1 and answers once it serves requests. Order: `DYNAMODB_ENDPOINT` as it is; dynoxide, which needs
 * nothing installed; DynamoDB Local with Java. `options.engine` or `DYNAMODB_ENGINE` forces one. Without `dataDir` nothing is kept.
 * Throws an error whose message is one line that says what to install.
 */
export async function startEngine(options: { engine?: EngineName; dataDir?: string } = {}): Promise<Engine> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given && !options.engine) return { endpoint: given, name: `DYNAMODB_ENDPOINT ${given}`, stop: async () => {} };
  const forced = options.engine ?? toEngineName(process.env.DYNAMODB_ENGINE);
  if (options.dataDir) mkdirSync(options.dataDir, { recursive: true });
  for (const name of forced ? [forced] : (["dynoxide", "local"] as const)) {
    const command = (port: number) => (name === "dynoxide" ? dynoxide : dynamodbLocal)(port, options.dataDir);
    if (command(0)) return launch(command);
  }
  const what = forced ? `the engine ${forced}` : "an engine";
  throw new Error(
    `DynamoDB needs ${what}: run npm ci on Linux x64 (it installs @dynoxide/linux-x64), or install Java 17, or set DYNAMODB_ENDPOINT.`,
  );
}

function toEngineName(value: string | undefined): EngineName | undefined {
  if (!value) return undefined;
  if (value === "dynoxide" || value === "local") return value;
  throw new Error(`DYNAMODB_ENGINE is "${value}"; it may be dynoxide or local.`);
}

function dynoxide(port: number, dataDir: string | undefined): Command | undefined {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const file = packageFile(name, "dynoxide");
  const kept = dataDir ? ["--db-path", join(dataDir, "dynoxide.db")] : [];
  if (!file) return undefined;
  return { title: `dynoxide (${name})`, file, args: ["serve", "--host", "127.0.0.1", "--port", `${port}`, ...kept] };
}

// Its memory is shared by all regions and keys; it listens on all interfaces, which it has no option for.
function dynamodbLocal(port: number, dataDir: string | undefined): Command | undefined {
  const jar = packageFile("amplify-dynamodb-simulator", "emulator/DynamoDBLocal.jar");
  const java = onPath("java");
  if (!jar || !java) return undefined;
  const args = [
    "-Djava.library.path=./DynamoDBLocal_lib",
    "-jar",
    jar,
    "-sharedDb",
    "-port",
    `${port}`,
    ...(dataDir ? ["-dbPath", dataDir] : ["-inMemory"]),
  ];
  return { title: "DynamoDB Local (Java)", file: java, args, cwd: dirname(jar) };
}

function packageFile(name: string, file: string): string | undefined {
  try {
    const path = join(dirname(resolveFrom(`${name}/package.json`)), file);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function onPath(program: string): string | undefined {
  const files = (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program));
  return files.find((file) => existsSync(file));
}

// The engine ends with its standard input, so it outlives neither this process nor whatever killed it.
const guard = 'exec 3<&0; "$@" & engine=$!; (cat <&3 >/dev/null; kill $engine 2>/dev/null) & wait $engine';

// Neither engine reports a port it chose itself, so a free one is picked first; another process may take it in between, hence the attempts.
async function launch(commandFor: (port: number) => Command | undefined): Promise<Engine> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const command = commandFor(port);
    if (!command) throw new Error("The DynamoDB engine is gone.");
    const child = spawn("/bin/sh", ["-c", guard, "sh", command.file, ...command.args], {
      cwd: command.cwd,
      stdio: ["pipe", "ignore", "pipe"],
      // A process group of its own: Ctrl-C on a terminal is for who started it, which ends it after its last writes.
      detached: true,
    });
    const stop = stopper(child);
    const endpoint = `http://127.0.0.1:${port}`;
    const problem = await whenReady(child, endpoint);
    if (problem === undefined) return { endpoint, name: command.title, stop };
    await stop();
    if (attempt === 3) throw new Error(`${command.title} did not start: ${problem}`);
  }
}

async function whenReady(child: ChildProcess, endpoint: string): Promise<string | undefined> {
  let ended: string | undefined;
  let complaint = "";
  child.stderr?.on("data", (chunk) => (complaint = `${complaint}${chunk}`.slice(-400)));
  child.once("error", (error) => (ended = error.message));
  child.once("exit", (code) => (ended ??= `it ended with code ${code}. ${complaint.trim()}`));
  const deadline = Date.now() + readyMs;
  while (ended === undefined && Date.now() < deadline) {
    if (await answers(endpoint)) return undefined;
    await pause(20);
  }
  return ended ?? `no answer within ${readyMs / 1000} s`;
}

async function answers(endpoint: string): Promise<boolean> {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.ListTables",
    "x-amz-date": "20200101T000000Z",
    authorization: "AWS4-HMAC-SHA256 Credential=local/20200101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
  };
  return fetch(endpoint, { method: "POST", headers, body: "{}" }).then(
    (response) => response.ok,
    () => false,
  );
}

function stopper(child: ChildProcess): () => Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  return async () => {
    child.stdin?.end();
    await ended;
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}
