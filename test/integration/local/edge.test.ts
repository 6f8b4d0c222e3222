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
  const response = await get("/success/releases?a=1&a=2&b=x%20y&__proto__=3");
  const query = "a=1&a=2&b=x%20y&__proto__=3";
  expect([response.status, response.headers.get("location")]).toEqual([308, `/success/close-the-loop?${query}`]);
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

const guarded = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
const headersOf = ({ headers }: Response) => Object.fromEntries(headers);
const alice = { workspace: "acme", role: "admin", sub: "alice" } as const;

test("every answer below /v3 has the same security headers, whoever made it; only a caller's own data and the document are cached", async () => {
  const authorization = `Bearer ${await cloud.idToken(alice)}`;
  const answers: [number, string, string, RequestInit?][] = [
    [200, "private, no-cache", "session", { headers: { authorization } }],
    [400, "no-store", "session?nothing=1", { headers: { authorization } }],
    [401, "no-store", "session"],
    [404, "no-store", "nothing"],
    [404, "no-store", "webhooks/stripe/conn_unknown", { method: "POST", body: "{}" }],
    [413, "no-store", "settings", { method: "PUT", body: new Uint8Array(10 * 1024 * 1024 + 1) }],
    [200, "public, max-age=300", "openapi.json"],
  ];
  for (const [status, caching, path, init] of answers) {
    const response = await get(`/v3/rest/success/${path}`, init);
    const expected = { path, status, "cache-control": caching, "referrer-policy": "no-referrer", ...guarded };
    expect({ path, status: response.status, ...headersOf(response) }).toMatchObject(expected);
  }
  const moved = await get("/success/releases");
  expect(headersOf(moved)).toMatchObject({ ...guarded, "referrer-policy": "same-origin" });
});

test("the API's description is sent once: with its ETag it is not modified", async () => {
  const path = "/v3/rest/success/openapi.json";
  const first = await get(path);
  const etag = first.headers.get("etag") ?? "";
  expect([etag, await first.json()]).toEqual([expect.stringMatching(/^"[\w-]{43}"$/), expect.objectContaining({ openapi: "3.1.0" })]);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const again = await get(path, { headers: { "if-none-match": known } });
    expect([known, again.status, again.headers.get("etag"), await again.text()]).toEqual([known, 304, etag, ""]);
  }
  expect((await get(path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test("a parameter with a name that objects have already is refused like any other, and named", async () => {
  const headers = { authorization: `Bearer ${await cloud.idToken(alice)}` };
  for (const name of ["__proto__", "constructor", "toString"]) {
    const response = await get(`/v3/rest/success/session?${name}=1`, { headers });
    expect([name, response.status, await response.json()]).toMatchObject([
      name,
      400,
      { code: "invalid_request", errors: [{ pointer: `/query/${name}`, code: "unknown_field" }] },
    ]);
  }
});

test("everything below /v3 is the API's, with its own refusals", async () => {
  const missing = await get("/v3/rest/success/nothing");
  expect([missing.status, await missing.text()]).toEqual([404, '{"message":"Not Found"}']);
  const locked = await get("/v3/rest/success/session");
  expect([locked.status, await locked.text()]).toEqual([401, '{"message":"Unauthorized"}']);
});
