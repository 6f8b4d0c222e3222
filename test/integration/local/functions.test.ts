import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MiniCloud, startMiniCloud } from "./mini-cloud.ts";

const once = { Timeout: 1, ReservedConcurrentExecutions: 1 };
const functions = {
  Environment: {
    source:
      "export const handler = async (_, context) => ({ environment: process.env, context, left: context.getRemainingTimeInMillis() });",
  },
  Sleeper: {
    source: "export const handler = (event) => new Promise((resolve) => setTimeout(() => resolve(event), event.ms));",
    properties: once,
  },
  Exits: { source: "export const handler = async (event) => (event.exit ? process.exit(3) : 'alive');" },
  Unborn: { source: "throw new TypeError('not today');" },
  Counter: { source: "let count = 0; export const handler = async () => ++count;" },
  Overlap: {
    source:
      "let running = 0; export const handler = async () => { running += 1; await new Promise((r) => setTimeout(r, 20)); return running--; };",
  },
  Large: { source: "export const handler = async () => 'x'.repeat(6_291_557);" },
  Hungry: { source: "export const handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); };" },
};

let cloud: MiniCloud;
beforeAll(async () => {
  cloud = await startMiniCloud(functions);
});
afterAll(() => cloud.stop());

test("a function sees its template's environment, what AWS adds, and nothing of this process", async () => {
  const outcome = await cloud.invoke("Environment", {});
  expect(outcome).toMatchObject({
    ok: true,
    payload: {
      environment: {
        ANSWER: "42",
        POWERTOOLS_SERVICE_NAME: "Environment",
        AWS_LAMBDA_FUNCTION_NAME: "Mini-Environment",
        AWS_REGION: "eu-west-1",
      },
      context: { functionName: "Mini-Environment", memoryLimitInMB: "256", awsRequestId: expect.any(String) },
      left: expect.any(Number),
    },
  });
  const names = outcome.ok ? Object.keys((outcome.payload as { environment: object }).environment) : []; // safe: checked above
  expect(names.filter((name) => !/^(AWS_|_X_AMZN_|ANSWER$|POWERTOOLS_)/.test(name))).toEqual([]);
});

test("a function that takes too long is ended, and the next invocation works", async () => {
  const late = cloud.invoke("Sleeper", { ms: 60_000 });
  expect(await late).toMatchObject({
    ok: false,
    error: { errorType: "Sandbox.Timedout", errorMessage: expect.stringContaining("Task timed out after 1.00 seconds") },
  });
  expect(await cloud.invoke("Sleeper", { ms: 1 })).toEqual({ ok: true, payload: { ms: 1 } });
});

test("a crash fails its own invocation alone", async () => {
  expect(await cloud.invoke("Exits", { exit: true })).toMatchObject({ ok: false, error: { errorType: "Runtime.ExitError" } });
  expect(await cloud.invoke("Exits", {})).toEqual({ ok: true, payload: "alive" });
  expect(await cloud.invoke("Hungry", {})).toMatchObject({ ok: false });
  expect(await cloud.invoke("Large", {})).toMatchObject({ ok: false, error: { errorType: "Function.ResponseSizeTooLarge" } });
});

test("a function that fails while it loads says so, every time", async () => {
  for (const _ of [1, 2]) {
    expect(await cloud.invoke("Unborn", {})).toMatchObject({ ok: false, error: { errorType: "TypeError", errorMessage: "not today" } });
  }
  expect(cloud.log("Unborn")).toContain("not today");
});

test("a worker is kept warm and serves one invocation at a time", async () => {
  const counts = [];
  for (let call = 0; call < 3; call++) counts.push(await cloud.invoke("Counter", {}));
  expect(counts.map((outcome) => outcome.ok && outcome.payload)).toEqual([1, 2, 3]);
  const parallel = await Promise.all(Array.from({ length: 12 }, () => cloud.invoke("Overlap", {})));
  expect(parallel.map((outcome) => outcome.ok && outcome.payload)).toEqual(Array.from({ length: 12 }, () => 1));
});

test("a reloaded function answers with its new code", async () => {
  const folder = join(cloud.folder, "newer");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.mjs"), "export const handler = async () => 'newer';");
  await cloud.invoke("Counter", {});
  cloud.reload("Counter", folder);
  expect(await cloud.invoke("Counter", {})).toEqual({ ok: true, payload: "newer" });
});
