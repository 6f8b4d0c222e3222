import { expect, test } from "vitest";
import { nameFiles } from "#infra/commands/watch.ts";

test.each([
  [["a.ts"], "a.ts"],
  [["a.ts", "b.ts"], "a.ts and b.ts"],
  [["a.ts", "b.ts", "c.ts"], "a.ts, b.ts and c.ts"],
  [["a.ts", "b.ts", "c.ts", "d.ts"], "a.ts, b.ts, c.ts and 1 other"],
  [["a.ts", "b.ts", "c.ts", "d.ts", "e.ts"], "a.ts, b.ts, c.ts and 2 others"],
])("%j changed: %s", (files, named) => {
  expect(nameFiles(files)).toBe(named);
});
