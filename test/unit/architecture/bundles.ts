import { build, type Metafile } from "esbuild";
import { buildOptions, functionKeys, project } from "#infra/bundle.ts";
import type { Graph } from "./rules.ts";

/** What esbuild says of every function, built as for deployment but not written. */
export const readBundles = async (): Promise<Map<string, Metafile>> => {
  const built = functionKeys().map(async (key) => [key, (await build({ ...buildOptions(key, project), write: false })).metafile] as const);
  return new Map(await Promise.all(built));
};

/** The import graph of our own files, over all functions. */
export const toGraph = (bundles: Iterable<Metafile>): Graph => {
  const graph = new Map<string, string[]>();
  for (const { inputs } of bundles) {
    for (const [file, { imports }] of Object.entries(inputs)) {
      if (!file.startsWith("node_modules/")) graph.set(file, namesOf(imports));
    }
  }
  return graph;
};

type Import = { path: string; external?: boolean };

const namesOf = (imports: Import[]): string[] =>
  imports.filter(({ path }) => path !== "<runtime>").map(({ path, external }) => (external ? nodeModule(path) : packageOf(path)));

const nodeModule = (path: string): string => (path.startsWith("node:") ? path : `node:${path}`);

const packageOf = (path: string): string => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;

/** Bytes that are loaded when the function starts: the entry and every chunk it imports statically. */
export const startBytes = ({ outputs }: Metafile): number => {
  const entry = Object.keys(outputs).find((file) => file.endsWith("/index.mjs"));
  const seen = new Set<string>();
  const visit = (file: string): number => {
    const output = outputs[file];
    if (!output || seen.has(file)) return 0;
    seen.add(file);
    return output.bytes + output.imports.filter(({ kind }) => kind === "import-statement").reduce((sum, { path }) => sum + visit(path), 0);
  };
  return entry ? visit(entry) : 0;
};
