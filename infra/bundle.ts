import { globSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { buildWeb } from "./web.ts";

/** Where functions are read from and written to: `functions` has the sources, `bundles` a folder for each key, `metadata` a metafile. */
export type Places = { root: string; functions: string; bundles: string; metadata: string };

/** The places below a project's root. */
export function placesIn(root: string): Places {
  return { root, functions: join(root, "functions"), bundles: join(root, "dist/functions"), metadata: join(root, "dist/meta") };
}

export const project = placesIn(dirname(import.meta.dirname));

/** Lists the key of every function that has a source file: its path below `functions/` without the ending. */
export function functionKeys({ functions } = project): string[] {
  return globSync("**/*.ts", { cwd: functions })
    .map((file) => file.replaceAll("\\", "/").slice(0, -".ts".length))
    .sort();
}

// esbuild holds some 80 MB for each build that runs, and all at once are no faster.
const lanes = 2;

/**
 * Bundles functions (all, when none are named) from one esbuild process, one build for each into its own folder, so that
 * shared chunks stay inside the folder that is uploaded. Removes bundles without a source. Rejects with esbuild's own message
 * when a function does not build.
 */
export async function bundleFunctions(keys: readonly string[] = functionKeys(), places = project): Promise<void> {
  removeOrphans(places);
  const waiting = [...keys];
  const lane = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      finish(key, (await build(buildOptions(key, places))).metafile, places);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Decides how one function is built. */
export function buildOptions(key: string, places: Places) {
  return {
    absWorkingDir: places.root,
    entryPoints: { index: join(places.functions, `${key}.ts`) },
    outdir: join(places.bundles, key),
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    keepNames: true,
    sourcemap: "linked",
    sourcesContent: false,
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
    // CommonJS packages inside the bundle still call require for Node's own modules.
    banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
  } as const satisfies BuildOptions;
}

// Keeps the metafile for the size budgets, and removes the chunks of earlier builds.
function finish(key: string, metafile: Metafile, places: Places): void {
  const target = join(places.metadata, `${key}.json`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(metafile));
  const folder = join(places.bundles, key);
  const current = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    if (file.isFile() && !current.has(file.name)) rmSync(join(folder, file.name));
  }
}

function removeBundle(key: string, places: Places): void {
  rmSync(join(places.bundles, key), { recursive: true, force: true });
  rmSync(join(places.metadata, `${key}.json`), { force: true });
}

function removeOrphans(places: Places): void {
  const known = new Set(functionKeys(places));
  const bundled = globSync("**/index.mjs", { cwd: places.bundles }).map((file) => dirname(file).replaceAll("\\", "/"));
  for (const key of bundled) if (!known.has(key)) removeBundle(key, places);
}

if (import.meta.main) {
  const started = performance.now();
  await Promise.all([bundleFunctions(), buildWeb()]);
  console.log(`${functionKeys().length} functions and the web app built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
