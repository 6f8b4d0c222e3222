import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openProduct } from "#infra/commands/product.ts";
import { seed } from "#infra/commands/seed.ts";
import { type HttpServer, serve } from "#infra/local/http-server.ts";
import { type Local, startLocal } from "#infra/local/local.ts";
import { basePath } from "#lib/http/endpoint.ts";
import { toInstant } from "#lib/time/instant.ts";
import { costOfEvents } from "../../bench/event-cost.ts";
import { fillRows } from "../../bench/fill-rows.ts";
import { newWorkspaceId } from "./test-table.ts";

// docs/performance.md shows these numbers; a request more is a request more for every page and every event.

const workspace = "acme";
const stateDir = mkdtempSync(join(tmpdir(), "success-requests-"));
const sent: string[] = [];
let local: Local;
let connectionId: string;
beforeAll(async () => {
  const dynamodb = { endpoint: inject("dynamo"), prefix: "requests-" };
  const between = async (endpoints: Record<string, string>) => {
    const counter = await startCounter(endpoints.DYNAMODB ?? "");
    return { endpoints: { ...endpoints, DYNAMODB: counter.origin }, stop: counter.stop };
  };
  local = await startLocal({ templatesDir: inject("templates"), stateDir, dynamodb, between });
  connectionId = (await seed(local, true))?.connectionId ?? "";
  const { table, close } = openProduct(local);
  await fillRows(table, workspace, 0, 60);
  close();
}, 60_000);
afterAll(async () => {
  await local.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

/** Stands before the engine and notes what the functions ask of it. */
const startCounter = (engine: string): Promise<HttpServer> =>
  serve(0, async ({ headers, body }) => {
    const target = headers["x-amz-target"] ?? "";
    sent.push(target.replace(/^.*\./, ""));
    const { "content-type": type = "", "x-amz-date": date = "", authorization = "" } = headers;
    const passed = { "content-type": type, "x-amz-target": target, "x-amz-date": date, authorization };
    const answer = await fetch(engine, { method: "POST", headers: passed, body: new Uint8Array(body) });
    return { status: answer.status, headers: { "content-type": type }, body: await answer.text() };
  });

const requestsOf = async (path: string) => {
  const token = await local.idToken({ workspace, role: "admin", sub: "alice" });
  sent.length = 0;
  const response = await fetch(`${local.url}${basePath}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, requests: sent.toSorted().join(" ") };
};

test.each([
  ["a page of contracts", "/contracts?limit=50", 200, "GetItem Query"],
  ["a page in another sort", "/contracts?limit=50&sort=-mrr", 200, "GetItem Query"],
  ["a page of one status", "/contracts?limit=50&status=past_due", 200, "GetItem Query"],
  ["a page that is filtered while it is read", "/contracts?limit=5&source=salesbricks", 200, "GetItem Query Query Query Query"],
  ["the overview of Contracts", "/contracts/overview", 200, "GetItem Query"],
  ["a contract that is not there", "/contracts/stripe%3Anone", 404, "GetItem GetItem"],
  ["the overview of a section that is not connected", "/health/overview", 200, "GetItem"],
  ["the session", "/session", 200, "GetItem Query"],
  ["the readiness of Contracts", "/sections/contracts/setup", 200, "GetItem Query"],
  ["the readiness of another section", "/sections/convert/setup", 200, "GetItem"],
  ["the integrations", "/integrations", 200, "GetItem"],
  ["a page of access requests", "/access-requests?limit=200", 200, "GetItem Query"],
])("%s takes these requests and no more", async (_what, path, status, requests) => {
  expect(await requestsOf(path)).toEqual({ status, requests });
});

test("a webhook is looked up with one request before its signature is checked", async () => {
  sent.length = 0;
  const headers = { "content-type": "application/json", "stripe-signature": "t=1,v1=forged" };
  const response = await fetch(`${local.url}${basePath}/webhooks/stripe/${connectionId}`, { method: "POST", headers, body: "{}" });
  expect([response.status, sent]).toEqual([401, ["GetItem"]]);
});

test("an event of the ledger takes these requests and write units and no more", async () => {
  const [product, observer] = [openProduct(local), openProduct(local)];
  const clients = { table: product.table, observer: observer.table };
  const costs = await costOfEvents(clients, local.cloud(), newWorkspaceId(), toInstant("2026-11-24T12:00:00Z"));
  product.close();
  observer.close();
  expect(costs.map(({ name, requests, units }) => [name, requests.length, units.table, units.indexes])).toEqual([
    ["a new customer", 5, 8, 3],
    ["… its alias.changed: no entry to carry along", 3, 0, 0],
    ["a new subscription", 6, 17, 9],
    ["a changed subscription: other seats", 6, 17, 10],
    ["the same event again", 4, 0, 0],
    ["an older event", 4, 0, 0],
    ["a changed subscription: past due", 6, 17, 11],
    ["a changed customer: nothing that shows", 3, 4, 0],
    ["a changed customer: its name", 4, 5, 2],
    ["… its alias.changed: one entry carried along", 6, 14, 8],
    ["an event that nobody asked for", 1, 0, 0],
  ]);
});
