import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildContext, type BuildResult, context, type Metafile, type OutputFile } from "esbuild";
import { buildOptions, functionKeys, type Places, project } from "./bundle.ts";

export type Rebuilt = { changed: string[]; removed: string[] };

/** Where bundles for this machine lie, apart from those that are deployed. */
export const localPlaces: Places = { ...project, bundles: join(project.root, "dist/local") };

/**
 * Bundles all functions again and again, for the local runtime: one esbuild build for all that keeps what it has read, because
 * one for each function would take 2.4 GB for 21 functions and ten times as long. Each function still gets a folder with
 * everything it loads. `rebuild` tells which functions came out different; when something doesn't build it rejects with
 * esbuild's message, and all folders stay as they are.
 */
export function createBundler(places = localPlaces) {
  const written = new Map<string, string>();
  let opened: { keys: string; context: BuildContext<Options> } | undefined;

  async function contextFor(keys: readonly string[]): Promise<BuildContext<Options>> {
    const names = keys.join();
    if (opened?.keys === names) return opened.context;
    await opened?.context.dispose();
    opened = { keys: names, context: await context(optionsForAll(keys, places)) };
    return opened.context;
  }

  async function rebuild(): Promise<Rebuilt> {
    const keys = functionKeys(places);
    const bundles = bundlesOf(await (await contextFor(keys)).rebuild(), keys);
    const removed = [...written.keys()].filter((key) => !bundles.has(key));
    for (const key of removed) {
      rmSync(join(places.bundles, key), { recursive: true, force: true });
      written.delete(key);
    }
    const changed = [...bundles].filter(([key, bundle]) => written.get(key) !== bundle.fingerprint);
    for (const [key, bundle] of changed) {
      writeBundle(join(places.bundles, key), bundle.files);
      written.set(key, bundle.fingerprint);
    }
    return { changed: changed.map(([key]) => key), removed };
  }

  return { rebuild, dispose: async (): Promise<void> => opened?.context.dispose() };
}

type Bundle = { fingerprint: string; files: ReadonlyMap<string, Uint8Array> };
type Options = ReturnType<typeof optionsForAll>;
type Built = BuildResult<Options>;

const flat = (key: string): string => key.replaceAll("/", "~");

// All entries come out in one folder, so an entry and its chunks may move together into any other.
function optionsForAll(keys: readonly string[], places: Places) {
  const entryPoints = Object.fromEntries(keys.map((key) => [flat(key), join(places.functions, `${key}.ts`)]));
  const outdir = join(places.bundles, ".all");
  // Folders move into the assembly, so stack traces find their sources by an absolute address.
  return { ...buildOptions("", places), entryPoints, outdir, sourceRoot: `${pathToFileURL(outdir).href}/`, write: false } as const;
}

function bundlesOf(built: Built, keys: readonly string[]): Map<string, Bundle> {
  const files = new Map(built.outputFiles.map((file) => [basename(file.path), file]));
  return new Map(keys.map((key) => [key, bundleOf(`${flat(key)}.mjs`, built.metafile, files)]));
}

function bundleOf(entry: string, metafile: Metafile, files: ReadonlyMap<string, OutputFile>): Bundle {
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const names = new Set([entry]);
  for (const name of names) for (const { path, external } of outputs.get(name)?.imports ?? []) if (!external) names.add(basename(path));
  const found = [...names].flatMap((name) => [files.get(name) ?? [], files.get(`${name}.map`) ?? []].flat());
  const named = found.map((file) => [nameIn(entry, basename(file.path)), file.contents] as const);
  return { fingerprint: found.map((file) => file.hash).join(), files: new Map(named) };
}

const nameIn = (entry: string, name: string): string => (name === entry ? "index.mjs" : name);

// The entry comes first and is written last: whoever reads it meanwhile finds the chunks it names.
function writeBundle(folder: string, files: Bundle["files"]): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of [...files].reverse()) writeFileSync(join(folder, name), contents);
  for (const old of readdirSync(folder, { withFileTypes: true })) if (old.isFile() && !files.has(old.name)) rmSync(join(folder, old.name));
}
