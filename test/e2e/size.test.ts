import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "#infra/web.ts";

const initialBudgetKb = 170;
const routeBudgetKb = 35;
const stylesBudgetKb = 18;
const fontBudgetKb = 48.5;

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] };

let folder = "";
let manifest: Record<string, Chunk> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "success-size-"));
  await buildWeb(folder);
  manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gzipKb = (file: string): number => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1000;

/** The scripts that a chunk loads before it runs. */
const loaded = (key: string, seen = new Set<string>()): Set<string> => {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const other of chunk.imports ?? []) loaded(other, seen);
  return seen;
};

const weigh = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzipKb(file), 0);
const entry = (): string => Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? "";
const pages = (): string[] => (manifest[entry()]?.dynamicImports ?? []).filter((key) => key.includes("pages/"));

test("every page starts within its budget", () => {
  expect(pages().length).toBeGreaterThan(5);
  for (const page of pages()) {
    const initial = weigh(new Set([...loaded(entry()), ...loaded(page)]));
    console.log(`${page.replace("src/pages/", "").padEnd(44)} ${initial.toFixed(1)} KB gz at start`);
    expect(initial, page).toBeLessThanOrEqual(initialBudgetKb);
  }
});

test("what a page adds to the start of another stays small", () => {
  for (const page of pages()) {
    const start = loaded(entry());
    const own = weigh([...loaded(page)].filter((file) => !start.has(file)));
    expect(own, page).toBeLessThanOrEqual(routeBudgetKb);
  }
});

test("no page brings the API's schemas along", () => {
  const scripts = readdirSync(join(folder, "assets")).filter((file) => file.endsWith(".js"));
  expect(scripts.filter((file) => readFileSync(join(folder, "assets", file), "utf8").includes("ZodMini"))).toEqual([]);
});

test("styles and font stay within theirs", () => {
  const assets = readdirSync(join(folder, "assets"));
  const styles = assets.filter((file) => file.endsWith(".css")).map((file) => `assets/${file}`);
  expect(styles).toHaveLength(1);
  expect(weigh(styles)).toBeLessThanOrEqual(stylesBudgetKb);
  const fonts = assets.filter((file) => file.endsWith(".woff2"));
  expect(fonts).toHaveLength(1);
  expect(readFileSync(join(folder, "assets", fonts[0] ?? "")).length / 1000).toBeLessThanOrEqual(fontBudgetKb);
});

test("the page has no inline script or style, which its policy forbids", () => {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect(html).toContain('rel="preload"');
});
