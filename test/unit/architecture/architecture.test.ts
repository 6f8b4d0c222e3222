import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Metafile } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { readBundles, startBytes, toGraph } from "./bundles.ts";
import { findViolations, startBudgetKb } from "./rules.ts";

let bundles: Map<string, Metafile>;
beforeAll(async () => {
  bundles = await readBundles();
}, 60_000);

test("imports go one way: functions → lib → events, and the domains stay pure", () => {
  const graph = toGraph(bundles.values());
  expect(graph.size).toBeGreaterThan(60);
  expect(findViolations(graph)).toEqual([]);
});

test.each([
  ["lib/ledger/decide-entry.ts", "lib/store/table.ts"],
  ["lib/ledger/decide-entry.ts", "node:fs"],
  ["lib/money/money.ts", "@aws-sdk/client-dynamodb"],
  ["lib/store/table.ts", "functions/session.ts"],
  ["events/due.ts", "lib/time/instant.ts"],
  ["functions/session.ts", "infra/app.ts"],
])("an import of %s from %s would be found", (file, target) => {
  expect(findViolations(new Map([[file, [target]]]))).toEqual([`${file} → ${target}`]);
});

test("no function loads more at its start than its budget", () => {
  const over = [...bundles]
    .map(([key, metafile]) => [key, startBytes(metafile) / 1024, startBudgetKb(key)] as const)
    .filter(([, kb, budget]) => kb > budget);
  expect(over).toEqual([]);
});

test("a bundle over its budget would be found", () => {
  const heavy = {
    inputs: {},
    outputs: {
      "dist/x/index.mjs": { bytes: 10, imports: [{ path: "dist/x/chunk.mjs", kind: "import-statement" }] },
      "dist/x/chunk.mjs": { bytes: 500_000, imports: [] },
    },
  };
  expect(startBytes(heavy as unknown as Metafile) / 1024).toBeGreaterThan(startBudgetKb("session")); // safe: the fields that startBytes reads
});

test("one line of @middy only: mixed majors come silently from an old npm", () => {
  const majors = globSync("node_modules/@middy/*/package.json").map((file) => JSON.parse(readFileSync(file, "utf8")).version.split(".")[0]);
  expect(new Set(majors)).toEqual(new Set(["7"]));
});

test("infra/local can be read in half an hour", () => {
  const lines = globSync("infra/local/**/*.ts").reduce((sum, file) => sum + readFileSync(file, "utf8").split("\n").length - 1, 0);
  expect(lines).toBeLessThanOrEqual(2000);
});

test("the README stays short", () => {
  expect(readFileSync("README.md", "utf8").split("\n").length).toBeLessThanOrEqual(150);
});

const refused: [string, string, string][] = [
  ["lib/ledger/a.ts", 'import { handler } from "#functions/session.ts";\nexport const x = handler;\n', "noRestrictedImports"],
  ["lib/ledger/b.ts", 'import { handler } from "../../functions/session.ts";\nexport const x = handler;\n', "noRestrictedImports"],
  ["lib/store/c.ts", 'import { successApp } from "#infra/app.ts";\nexport const x = successApp;\n', "noRestrictedImports"],
  ["events/d.ts", 'import { keys } from "#lib/store/keys.ts";\nexport const x = keys;\n', "noRestrictedImports"],
  ["functions/e.ts", 'import * as z from "zod";\nexport const x = z.string();\n', "noRestrictedImports"],
  ["lib/ledger/f.ts", "export const x = () => Date.now();\n", "noRestrictedGlobals"],
  ["lib/setup/g.ts", "export const x = () => process.env.HOME;\n", "noRestrictedGlobals"],
  ["lib/money/h.ts", "export const x = () => crypto.randomUUID();\n", "noRestrictedGlobals"],
  ["lib/store/i.ts", "export const x = (value: any) => value;\n", "noExplicitAny"],
];

/** Lints files in a folder of their own under the project's configuration; the messages by file. */
const lint = (files: [string, string][]): Map<string, string> => {
  const folder = mkdtempSync(join(tmpdir(), "success-lint-"));
  const { vcs: _vcs, ...config } = JSON.parse(readFileSync("biome.json", "utf8"));
  writeFileSync(join(folder, "biome.json"), JSON.stringify(config));
  for (const [file, code] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  const biome = resolve("node_modules/.bin/biome");
  const { stdout } = spawnSync(biome, ["lint", "--max-diagnostics=200", "--reporter=github"], { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return new Map(
    files.map(([file]) => [
      file,
      stdout
        .split("\n")
        .filter((line) => line.includes(file) && line.startsWith("::error"))
        .join("\n"),
    ]),
  );
};

test("the linter refuses a forbidden import or global in each of its forms, and nothing else", () => {
  const allowed: [string, string] = ["lib/ledger/ok.ts", 'import { zero } from "../money/rational.ts";\nexport const x = zero;\n'];
  const messages = lint([...refused.map(([file, code]): [string, string] => [file, code]), allowed]);
  for (const [file, , message] of refused) expect([file, messages.get(file)]).toEqual([file, expect.stringContaining(message)]);
  expect(messages.get(allowed[0])).toBe("");
});
