import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const documents = globSync(["*.md", "docs/**/*.md", "test/**/*.md", "infra/**/*.md"]);

/** Links to files, and paths of our own folders in backticks. */
const citedPaths = (file: string): string[] => {
  const text = readFileSync(file, "utf8");
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, path]) => join(dirname(file), path ?? ""));
  const named = [...text.matchAll(/`((?:functions|lib|events|infra|test|bench|docs)\/[\w./-]*[\w/])`/g)].map(([, path]) => path ?? "");
  return [...links, ...named];
};

test.each(documents)("every path that %s cites exists", (file) => {
  expect(citedPaths(file).filter((path) => !existsSync(path))).toEqual([]);
});
