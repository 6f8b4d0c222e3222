import { globSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { markdownTable } from "./markdown.ts";

const Installed = z.object({ packages: z.record(z.string(), z.unknown()) });
const shown = 5;

/** How many packages `npm ci` installs below a project's root and how large they are, the largest by name. */
export function measurePackages(root: string): string {
  const folder = join(root, "node_modules");
  const { packages } = z.parse(Installed, JSON.parse(readFileSync(join(folder, ".package-lock.json"), "utf8")));
  const counted = new Set<number>();
  const sizes = topLevel(folder).map((name) => ({ name, bytes: bytesIn(join(folder, name), counted) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = sizes.sort((a, b) => b.bytes - a.bytes).slice(0, shown);
  const rows = largest.map(({ name, bytes }) => [`of these \`${name}\``, "", megabytes(bytes)]);
  return markdownTable(["what", "packages", "MB"], [["node_modules", String(Object.keys(packages).length), megabytes(total)], ...rows]);
}

// What tools keep there for themselves begins with a dot.
function topLevel(folder: string): string[] {
  return globSync(["[!@.]*", "@*/*"], { cwd: folder });
}

// A file with two names lies on the disk once.
function bytesIn(path: string, counted: Set<number>): number {
  const entry = lstatSync(path);
  if (entry.isDirectory()) return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name), counted), 0);
  if (counted.has(entry.ino)) return 0;
  counted.add(entry.ino);
  return entry.size;
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0);
