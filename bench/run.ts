import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { project } from "#infra/bundle.ts";
import { messageOf } from "#infra/local/json.ts";
import { type Bench, startBench } from "./bench-cloud.ts";
import { measureClone } from "./clone.ts";
import { measureEventCost } from "./event-cost.ts";
import { measureListPage } from "./list-page.ts";
import { measurePackages } from "./packages.ts";
import { type Stops, stopAll } from "./programs.ts";
import { measureScroll } from "./scroll.ts";
import { measureStartCost } from "./start-cost.ts";
import { measureWebhookToPage } from "./webhook-to-page.ts";

// npm run bench [-- [list webhook event start packages scroll] [--clone] [--write]]: prints the tables of docs/performance.md; --clone
// takes minutes, scroll needs Chromium, --write puts the tables between their markers
const onCloud: Record<string, (bench: Bench) => Promise<string>> = {
  list: measureListPage,
  webhook: measureWebhookToPage,
  event: measureEventCost,
  start: measureStartCost,
};
const alone: Record<string, (stops: Stops) => Promise<string>> = {
  scroll: measureScroll,
  packages: async () => measurePackages(project.root),
  clone: measureClone,
};
const page = join(project.root, "docs/performance.md");

const stops: Stops = [];
let bench: Bench | undefined;
let leaving: Promise<void> | undefined;
process.env.TZ = "UTC"; // as in Lambda
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void leave(1));

try {
  await measure();
  await leave(0);
} catch (error) {
  if (!leaving) console.error(messageOf(error));
  await leave(1);
}

async function measure(): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { clone: flag, write: flag } });
  const usual = [...Object.keys(onCloud), "packages"];
  const named = [...usual, "scroll"];
  const unknown = positionals.find((name) => !named.includes(name));
  if (unknown) throw new Error(`There is no measurement ${unknown}; there are ${named.join(", ")}, and --clone.`);
  const chosen = positionals.length > 0 || values.clone ? positionals : usual;
  for (const name of [...chosen, ...(values.clone ? ["clone"] : [])]) {
    const table = await (alone[name] ?? measureOnCloud(name))(stops);
    const text = `${table}\n\n${conditions()}`;
    console.log(`\n## ${name}\n\n${text}`);
    if (values.write) write(name, text);
  }
}

function measureOnCloud(name: string): () => Promise<string> {
  return async () => {
    bench ??= await startBench(stops);
    return (await onCloud[name]?.(bench)) ?? "";
  };
}

/** What has to be known about a run to read it beside another one. */
function conditions(): string {
  const engine = bench ? `, ${bench.engine}` : "";
  return `*${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node ${process.versions.node}${engine}*`;
}

function write(name: string, text: string): void {
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const before = readFileSync(page, "utf8");
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for ${name}: ${begin} … ${end}`);
  writeFileSync(page, `${before.slice(0, from + begin.length)}\n${text}\n${before.slice(to)}`);
}

// Once: what fails because it was stopped wants to leave as well.
function leave(code: number): Promise<void> {
  leaving ??= stopAll(stops)
    .catch((error) => console.error(messageOf(error)))
    .then(() => process.exit(code));
  return leaving;
}
