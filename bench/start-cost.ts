import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Metafile } from "esbuild";
import * as z from "zod/mini";
import { functionKeys } from "#infra/bundle.ts";
import { credentials, region } from "#infra/local/aws.ts";
import { startBytes } from "#test/unit/architecture/bundles.ts";
import { startBudgetKb } from "#test/unit/architecture/rules.ts";
import type { Bench } from "./bench-cloud.ts";
import { comparisonCells, markdownTable, milliseconds } from "./markdown.ts";
import { bareHandler } from "./prepare.ts";
import { compare, interleave, median } from "./statistics.ts";

const run = { warmUp: 1, rounds: 16 };
const importScript =
  "const started=performance.now();await import(process.argv[1]);process.stdout.write(String(performance.now()-started));process.exit()";
const Environment = z.object({ Environment: z.optional(z.object({ Variables: z.record(z.string(), z.string()) })) });

/** What each function loads at its start, and how long a fresh Node process takes to load it, against a bare SDK handler. */
export async function measureStartCost(bench: Bench): Promise<string> {
  const environments = environmentsOf(bench);
  const importBundle = (key: string) => () => importFresh(join(bench.bundles, key, "index.mjs"), environments.get(key) ?? {});
  const series = await interleave(
    { ...bareWorks(bench, environments), ...Object.fromEntries(functionKeys().map((key) => [key, importBundle(key)])) },
    run,
  );
  const rows = Object.entries(series).map(([name, took]) => {
    const key = name in names ? bareHandler : name;
    const kb = (startBytes(metafileOf(bench, key)) / 1024).toFixed(0);
    const times = name === "bare" ? "1" : (comparisonCells(compare(series.bare, took))[0] ?? "");
    return [names[name] ?? name, kb, key === bareHandler ? "" : String(startBudgetKb(key)), times, milliseconds(median(took))];
  });
  return markdownTable(["function", "KB at start", "budget", "init × bare", "p50 ms"], rows);
}

const names: Record<string, string> = {
  bare: "bare SDK handler",
  again: "the same again, for the noise",
  unmapped: "the same without source maps",
};

function bareWorks(bench: Bench, environments: Map<string, Record<string, string>>) {
  const file = join(bench.bundles, "../bare", bareHandler, "index.mjs");
  const environment = { ...environments.get("session"), POWERTOOLS_SERVICE_NAME: bareHandler };
  const bare = () => importFresh(file, environment);
  return { bare, again: bare, unmapped: () => importFresh(file, { ...environment, NODE_OPTIONS: "" }) };
}

async function importFresh(file: string, environment: Record<string, string>): Promise<number> {
  const env = {
    ...environment,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const args = ["--input-type=module", "--eval", importScript, file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  const took = Number(stdout);
  if (!(took > 0)) throw new Error(`${file} printed ${stdout} while it was loaded`);
  return took;
}

/** The environment of each function as the template has it: with `NODE_OPTIONS` it decides part of the time. */
function environmentsOf({ local }: Bench): Map<string, Record<string, string>> {
  const functions = local.cloud().of("AWS::Lambda::Function", Environment);
  return new Map(
    functions.map(({ properties }) => {
      const variables = properties.Environment?.Variables ?? {};
      return [variables.POWERTOOLS_SERVICE_NAME ?? "", variables];
    }),
  );
}

function metafileOf({ metadata }: Bench, key: string): Metafile {
  return JSON.parse(readFileSync(join(metadata, `${key}.json`), "utf8"));
}
