import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Local, startLocal } from "#infra/local/local.ts";

let cloud: Local;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "success-edge-"));
  const dynamodb = { endpoint: inject("dynamo"), prefix: `edge${process.pid}-` };
  cloud = await startLocal({ templatesDir: inject("templates"), stateDir: join(folder, "state"), dynamodb, report: () => {} });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, init: RequestInit = {}) => fetch(`${cloud.url}${path}`, { redirect: "manual", ...init });

test.each(["/", "/success/contracts", "/success/customers/example.com"])("%s is the page, with the template's headers", async (path) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("<!doctype html>");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
});

test("the old address of releases moves at the edge and keeps its query", async () => {
  const response = await get("/success/releases?a=1&a=2&b=x%20y");
  expect([response.status, response.headers.get("location")]).toEqual([308, "/success/close-the-loop?a=1&a=2&b=x%20y"]);
});

test("the page's configuration names the address where this cloud runs", async () => {
  expect(await (await get("/config.json")).json()).toMatchObject({
    stage: "local",
    issuer: `${cloud.url}/_issuer`,
    clientId: "success-web",
  });
  expect((await get("/")).headers.get("content-security-policy")).toContain(`connect-src 'self' ${cloud.url};`);
});

test("a file that is not there is forbidden, as S3 answers, and a page cannot be posted to", async () => {
  expect((await get("/assets/none.js")).status).toBe(403);
  expect((await get("/", { method: "POST" })).status).toBe(403);
  const { headers } = await get("/");
  const again = await get("/", { headers: { "if-none-match": headers.get("etag") ?? "" } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("a newer build of the page is there at once, each file with the caching of its deployment", async () => {
  const build = join(folder, "build");
  mkdirSync(join(build, "assets"), { recursive: true });
  writeFileSync(join(build, "index.html"), "<!doctype html><title>newer</title>");
  writeFileSync(join(build, "assets/page-1.js"), "newer();");
  cloud.updateSite(build);
  expect(await (await get("/")).text()).toContain("newer");
  const asset = await get("/assets/page-1.js");
  expect([asset.status, asset.headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
});

test("everything below /v3 is the API's, with its own refusals", async () => {
  const missing = await get("/v3/rest/success/nothing");
  expect([missing.status, await missing.text()]).toEqual([404, '{"message":"Not Found"}']);
  const locked = await get("/v3/rest/success/session");
  expect([locked.status, await locked.text()]).toEqual([401, '{"message":"Unauthorized"}']);
});
