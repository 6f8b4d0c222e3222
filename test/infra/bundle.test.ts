import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundleFunctions, functionKeys, type Places, placesIn } from "#infra/bundle.ts";
import { createBundler } from "#infra/bundler.ts";
import { allFunctions } from "#infra/functions.ts";

let places: Places;

beforeEach(() => {
  places = placesIn(mkdtempSync(join(tmpdir(), "success-bundle-")));
  write("functions/session.ts", 'import { name } from "../lib/name.ts";\nexport const handler = () => name;\n');
  write("functions/sections/health.ts", 'export const handler = async () => (await import("../../lib/late.ts")).late;\n');
  write("lib/name.ts", 'export const name = "one";\n');
  write("lib/late.ts", "export const late = 1;\n");
});

afterEach(() => rmSync(places.root, { recursive: true, maxRetries: 5 }));

function write(file: string, text: string): void {
  const path = join(places.root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const bundle = () => bundleFunctions(functionKeys(places), places);
const load = async (key: string) => (await import(`${join(places.bundles, key, "index.mjs")}?${crypto.randomUUID()}`)).handler();
const lateChunks = () => readdirSync(join(places.bundles, "sections/health")).filter((file) => /^late-\w+\.mjs$/.test(file));

test("every function of the table has its file, and every file is in the table", () => {
  expect(functionKeys()).toEqual(
    allFunctions()
      .map(({ key }) => key)
      .sort(),
  );
});

test("each function is bundled into a folder of its own, chunks beside it, with a metafile", async () => {
  await bundle();
  expect(await load("session")).toBe("one");
  expect(await load("sections/health")).toBe(1);
  expect(lateChunks()).toHaveLength(1);
  const metafile = JSON.parse(readFileSync(join(places.metadata, "session.json"), "utf8"));
  expect(Object.keys(metafile.inputs).sort()).toEqual(["functions/session.ts", "lib/name.ts"]);
});

test("output of an earlier build does not stay: old chunks, and functions that are gone", async () => {
  await bundle();
  write("lib/late.ts", "export const late = 2;\n");
  rmSync(join(places.functions, "session.ts"));
  await bundle();
  expect(await load("sections/health")).toBe(2);
  expect(lateChunks()).toHaveLength(1);
  expect(existsSync(join(places.bundles, "session"))).toBe(false);
  expect(existsSync(join(places.metadata, "session.json"))).toBe(false);
});

test("a function that doesn't build is named by esbuild", async () => {
  write("functions/session.ts", 'import "../lib/nothing.ts";\n');
  await expect(bundle()).rejects.toThrow("functions/session.ts:1:7");
});

test("a change rewrites the functions made of the changed file alone", async () => {
  const bundler = createBundler(places);
  try {
    expect((await bundler.rebuild()).changed.sort()).toEqual(["sections/health", "session"]);
    expect([await load("session"), await load("sections/health")]).toEqual(["one", 1]);
    write("lib/name.ts", 'export const name = "two";\n');
    expect(await bundler.rebuild()).toEqual({ changed: ["session"], removed: [] });
    expect(await load("session")).toBe("two");
    write("lib/late.ts", "export const late = 2;\n");
    expect(await bundler.rebuild()).toEqual({ changed: ["sections/health"], removed: [] });
    expect(lateChunks()).toHaveLength(1);
    expect(await bundler.rebuild()).toEqual({ changed: [], removed: [] });
  } finally {
    await bundler.dispose();
  }
});

test("while something doesn't build all stays as it was; then new functions come and missing ones go", async () => {
  const bundler = createBundler(places);
  try {
    await bundler.rebuild();
    write("lib/name.ts", "export const name = ;\n");
    await expect(bundler.rebuild()).rejects.toThrow("lib/name.ts:1:20");
    expect(await load("session")).toBe("one");
    write("lib/name.ts", 'export const name = "three";\n');
    write("functions/settings.ts", "export const handler = () => 4;\n");
    rmSync(join(places.functions, "sections/health.ts"));
    const { changed, removed } = await bundler.rebuild();
    expect({ changed: changed.sort(), removed }).toEqual({ changed: ["session", "settings"], removed: ["sections/health"] });
    expect([await load("session"), await load("settings")]).toEqual(["three", 4]);
    expect(existsSync(join(places.bundles, "sections/health"))).toBe(false);
  } finally {
    await bundler.dispose();
  }
});

test("a stack trace of a local bundle names the source", async () => {
  write("functions/sections/health.ts", 'export const handler = () => {\n  throw new Error("no");\n};\n');
  const bundler = createBundler(places);
  await bundler.rebuild();
  await bundler.dispose();
  const { sourceRoot, sources } = JSON.parse(readFileSync(join(places.bundles, "sections/health/sections~health.mjs.map"), "utf8"));
  expect(new URL(sources[0], sourceRoot).pathname).toBe(join(places.functions, "sections/health.ts"));
});
