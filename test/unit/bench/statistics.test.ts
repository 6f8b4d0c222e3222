import { expect, test } from "vitest";
import { compare, interleave, quantile } from "../../../bench/statistics.ts";

test("a quantile is a value that was measured", () => {
  const values = [5, 1, 4, 2, 3];
  expect([0.5, 0.99, 0.2, 1].map((share) => quantile(values, share))).toEqual([3, 5, 1, 5]);
  expect(() => quantile([], 0.5)).toThrow("no values");
});

test("a comparison says how far the quarters of a run lie apart", () => {
  const baseline = Array.from({ length: 8 }, () => 2);
  expect(compare(baseline, [4, 4, 4, 4, 4, 4, 6, 6])).toEqual({ p50: 2, low: 2, high: 3, p99: 3 });
});

test("a machine that slows down while it is measured changes no ratio", () => {
  const load = [1, 1, 2, 3, 5, 8, 8, 9];
  expect(
    compare(
      load,
      load.map((ms) => 3 * ms),
    ),
  ).toEqual({ p50: 3, low: 3, high: 3, p99: 3 });
});

test("every round does each work once, and the rounds of the warm-up are not counted", async () => {
  const done: string[] = [];
  const work = (name: string) => async () => done.push(name);
  const series = await interleave({ a: work("a"), b: work("b"), c: work("c") }, { warmUp: 1, rounds: 2 });
  const rounds = [done.slice(0, 3), done.slice(3, 6), done.slice(6)];
  expect(rounds.map((round) => round.sort().join(""))).toEqual(["abc", "abc", "abc"]);
  expect([series.a.length, series.b.length, series.c.length]).toEqual([2, 2, 2]);
});
