import { expect, test } from "vitest";
import { Failure, lostRace } from "#lib/http/failure.ts";
import { tryAgain } from "#lib/http/try-again.ts";
import { firstWriteHeld } from "#lib/store/first-write.ts";

const failing = (times: number, error: () => Error) => {
  let tries = 0;
  const attempt = async () => {
    if (tries++ < times) throw error();
    return "done";
  };
  return { attempt, tries: () => tries };
};

test("a request that loses a race runs again from its start until it gets through", async () => {
  const { attempt, tries } = failing(4, lostRace);
  expect([await tryAgain(attempt), tries()]).toEqual(["done", 5]);
});

test("a request that loses every race ends with 503 after a handful of tries", async () => {
  const { attempt, tries } = failing(100, lostRace);
  await expect(tryAgain(attempt)).rejects.toMatchObject({ code: "unavailable" });
  expect(tries()).toBeLessThan(10);
});

test.each([
  ["a conflict", () => new Failure("version_conflict")],
  ["an outage", () => new Failure("unavailable")],
  ["any other error", () => new Error("broken")],
])("%s is not tried again", async (_what, error) => {
  const { attempt, tries } = failing(1, error);
  await expect(tryAgain(attempt)).rejects.toThrow();
  expect(tries()).toBe(1);
});

test("a transaction that lost its first write is a conflict; one that lost another write, or met a busy engine, may be tried again", () => {
  expect(firstWriteHeld({ kind: "done" })).toBe(true);
  expect(firstWriteHeld({ kind: "refused", failed: [0, 2], conflict: true })).toBe(false);
  expect(() => firstWriteHeld({ kind: "refused", failed: [2], conflict: false })).toThrow(expect.objectContaining({ again: true }));
  expect(() => firstWriteHeld({ kind: "refused", failed: [], conflict: true })).toThrow(expect.objectContaining({ again: true }));
});
