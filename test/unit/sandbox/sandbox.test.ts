import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "#test/sandbox/sandbox.ts";
import { secret, startReceiver } from "./receiver.ts";

const receiverFor = async (answer?: Parameters<typeof startReceiver>[0]) => {
  const receiver = await startReceiver(answer);
  onTestFinished(receiver.stop);
  return receiver;
};
const newStateFile = () => {
  const folder = mkdtempSync(join(tmpdir(), "success-sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "sandbox.json");
};
const start = async (target: string, stateFile: string, options: Partial<SandboxOptions> = {}) => {
  const sandbox = await startSandbox({
    target,
    connectionId: "conn_1",
    secret,
    stateFile,
    seed: 1,
    initialOnly: true,
    firstRetryMs: 1,
    ...options,
  });
  onTestFinished(sandbox.stop);
  return sandbox;
};
const command = async (sandbox: Sandbox, name: string, ...args: unknown[]) => {
  const response = await fetch(`http://127.0.0.1:${sandbox.port}/${name}`, { method: "POST", body: JSON.stringify({ args }) });
  return { status: response.status, text: await response.text() };
};
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });
const stateOf = (file: string) => JSON.parse(readFileSync(file, "utf8"));

test("the history arrives, a restart sends nothing of it again, and the world is still there", { timeout: 30_000 }, async () => {
  const receiver = await receiverFor();
  const file = newStateFile();
  const first = await start(receiver.origin, file);
  await first.settled();
  const history = new Set(receiver.arrivals.map(({ id }) => id)).size;
  expect(first.sent()).toBe(history);
  expect((await command(first, "new-customer", "blue-fern.example")).status).toBe(200);
  await eventually(() => expect(first.sent()).toBe(history + 2));
  await first.stop();
  expect(stateOf(file).undelivered).toEqual([]);

  const again = await receiverFor();
  const second = await start(again.origin, file);
  await second.settled();
  expect(second.sent()).toBe(0);
  expect((await command(second, "list")).text).toContain("blue-fern.example");
});

test("what was not accepted when it stopped is sent after the next start, under the same ids", { timeout: 30_000 }, async () => {
  const refusing = await receiverFor(() => 503);
  const file = newStateFile();
  const first = await start(refusing.origin, file);
  await refusing.until((arrivals) => arrivals.length >= 3);
  await first.stop();
  await expect(first.settled()).rejects.toThrow("stopped before");
  const owed: string[] = stateOf(file).undelivered.map(({ id }: { id: string }) => id);
  expect(owed.length).toBeGreaterThan(100);

  const receiver = await receiverFor();
  const second = await start(receiver.origin, file);
  await second.settled();
  expect([...new Set(receiver.arrivals.map(({ id }) => id))].sort()).toEqual([...owed].sort());
});

test("an event is in the state file before it is sent", { timeout: 30_000 }, async () => {
  const file = newStateFile();
  const kept: boolean[] = [];
  const receiver = await receiverFor((_, eventId) => {
    kept.push(readFileSync(file, "utf8").includes(`"${eventId}"`));
    return 200;
  });
  const sandbox = await start(receiver.origin, file, { twiceShare: 0 });
  await sandbox.settled();
  expect((await command(sandbox, "fail-payment", "hooli.example")).status).toBe(200);
  await receiver.until((arrivals) => arrivals.at(-1)?.type === "customer.updated");
  expect(kept.length).toBeGreaterThan(100);
  expect(new Set(kept)).toEqual(new Set([true]));
});

test("it lives by itself", { timeout: 30_000 }, async () => {
  const receiver = await receiverFor();
  const sandbox = await start(receiver.origin, newStateFile(), { initialOnly: false, paceMs: 5 });
  await sandbox.settled();
  const history = sandbox.sent();
  await eventually(() => expect(sandbox.sent()).toBeGreaterThanOrEqual(history + 10));
});

test("a command happens at once and is answered with one line", { timeout: 30_000 }, async () => {
  const receiver = await receiverFor();
  const sandbox = await start(receiver.origin, newStateFile());
  await sandbox.settled();
  const before = sandbox.sent();
  expect(await command(sandbox, "change-seats", "hooli.example", 7)).toEqual({
    status: 200,
    text: "Hooli (hooli.example), Platform Pro: 7 seats now.",
  });
  await eventually(() => expect(sandbox.sent()).toBe(before + 1));
  expect(await command(sandbox, "pay", "nobody.example")).toMatchObject({ status: 404 });
  expect(await command(sandbox, "explode")).toMatchObject({ status: 400 });
});

test("only posted JSON with arguments is a command", { timeout: 30_000 }, async () => {
  const receiver = await receiverFor();
  const sandbox = await start(receiver.origin, newStateFile());
  const address = `http://127.0.0.1:${sandbox.port}/list`;
  expect((await fetch(address)).status).toBe(400);
  expect((await fetch(address, { method: "POST", body: "list" })).status).toBe(400);
  expect((await fetch(address, { method: "POST" })).status).toBe(200);
});

test("a file that is no sandbox's state is refused and left alone", { timeout: 30_000 }, async () => {
  const file = newStateFile();
  writeFileSync(file, '{"version":9}');
  await expect(startSandbox({ target: "http://127.0.0.1:1", connectionId: "conn_1", secret, stateFile: file })).rejects.toThrow("--fresh");
  expect(readFileSync(file, "utf8")).toBe('{"version":9}');
});
