import { createHash, randomUUID } from "node:crypto";
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { AppOptions } from "#infra/app.ts";
import { allFunctions } from "#infra/functions.ts";
import type { StageName } from "#infra/stages.ts";

export type Resource = { Type: string; Properties?: Readonly<Record<string, unknown>>; DeletionPolicy?: string };
export type Template = { Resources: Readonly<Record<string, Resource>>; Outputs?: Readonly<Record<string, unknown>> };
export type StackName = "Data" | "Api" | "Workers" | "Web";
/** The four templates, and the text of the page's `config.json` with `<<marker:…>>` for what only a deployment knows. */
export type Synthesised = Readonly<Record<StackName, Template>> & { config: string };

const root = join(import.meta.dirname, "../..");
const cache = join(root, "dist/test-synth");

/**
 * Synthesises one stage and reads its templates. What they say depends on the files below `infra/` and the packages alone, so
 * a result is kept under their hash and the test files share it.
 */
export async function synthesise(stage: StageName, context: Readonly<Record<string, string>> = {}): Promise<Synthesised> {
  const inputs = hash(
    globSync(["infra/*.*", "infra/{stacks,constructs,edge}/*", "package-lock.json", "test/infra/synth.ts"], { cwd: root }),
  );
  const file = join(cache, inputs, `${stage}-${createHash("sha256").update(JSON.stringify(context)).digest("hex").slice(0, 12)}.json`);
  if (!existsSync(file)) await synthesiseInto(file, stage, context);
  return JSON.parse(readFileSync(file, "utf8"));
}

async function synthesiseInto(file: string, stage: StageName, context: Readonly<Record<string, string>>): Promise<void> {
  const { successApp } = await import("#infra/app.ts");
  const folder = mkdtempSync(join(tmpdir(), "success-synth-"));
  const outdir = join(folder, "out");
  successApp({ ...emptyBuild(folder), outdir, context: { ...context, stage } }).synth();
  const read = (name: StackName): Template => JSON.parse(readFileSync(join(outdir, `Success-${stage}-${name}.template.json`), "utf8"));
  const all: Synthesised = { Data: read("Data"), Api: read("Api"), Workers: read("Workers"), Web: read("Web"), config: configIn(outdir) };
  rmSync(folder, { recursive: true });
  keep(file, JSON.stringify(all));
}

// Renamed into place, because another test file may look for it at the same moment.
function keep(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  for (const old of readdirSync(cache)) if (old !== basename(dirname(file))) rmSync(join(cache, old), { recursive: true, force: true });
  const fresh = `${file}.${randomUUID()}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}

function hash(files: readonly string[]): string {
  const all = createHash("sha256");
  for (const file of [...files].sort()) all.update(file).update(readFileSync(join(root, file)));
  return all.digest("hex").slice(0, 12);
}

/**
 * Makes a build output below a folder, as `successApp` takes it. What the templates say doesn't depend on what functions and
 * page contain, so every function and the page is one empty file.
 */
export function emptyBuild(folder: string): Pick<AppOptions, "bundles" | "webFiles"> {
  const bundles = join(folder, "functions");
  const webFiles = join(folder, "web");
  for (const { key } of allFunctions()) {
    mkdirSync(join(bundles, key), { recursive: true });
    writeFileSync(join(bundles, key, "index.mjs"), `// ${key}\n`);
  }
  mkdirSync(join(webFiles, "assets"), { recursive: true });
  writeFileSync(join(webFiles, "index.html"), "<!doctype html>\n");
  writeFileSync(join(webFiles, "assets/page-12345678.js"), "\n");
  return { bundles, webFiles };
}

function configIn(outdir: string): string {
  const [file] = globSync("asset.*/config.json", { cwd: outdir });
  if (file === undefined) throw new Error("The assembly has no config.json");
  return readFileSync(join(outdir, file), "utf8");
}

/** Lists the resources of one type, each with its logical id and its properties in the shape that CloudFormation documents. */
export function ofType<Properties = Readonly<Record<string, unknown>>>(template: Template, type: string) {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, resource, properties: (resource.Properties ?? {}) as Properties })); // safe: only expectations read it
}

/** Finds the logical id that a `Ref` or `Fn::GetAtt` names, also inside other functions of CloudFormation; the first one found. */
export function target(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (name === "Ref") return String(inner);
    if (name === "Fn::GetAtt" && Array.isArray(inner)) return String(inner[0]);
    const found = target(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
