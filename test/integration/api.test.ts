import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, startCloud } from "./cloud.ts";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
}, 60_000);
afterAll(() => cloud.stop());

const problem = (code: string) =>
  expect.objectContaining({ code, type: expect.stringContaining(code), instance: expect.any(String), errors: expect.any(Array) });

test("without a token, and with one of another issuer, the gateway answers 401", async () => {
  for (const token of [null, "nonsense", "eyJhbGciOiJub25lIn0.e30."]) {
    const answer = await cloud.call("acme", "/session", { token });
    expect([answer.status, answer.json]).toEqual([401, { message: "Unauthorized" }]);
  }
});

test("a workspace never seen before has the flag off: session, access requests and the admin's settings answer, the rest does not", async () => {
  const workspace = "never-seen";
  expect((await cloud.call(workspace, "/session")).json).toMatchObject({
    flags: { success: false },
    workspace: { id: workspace, timeZone: "UTC" },
    demo: { active: false },
  });
  for (const path of ["/contracts", "/contracts/overview", "/health/overview", "/integrations", "/sections/contracts/setup"]) {
    const answer = await cloud.call(workspace, path);
    expect([path, answer.status, answer.json]).toEqual([path, 403, problem("feature_disabled")]);
  }
  expect((await cloud.call(workspace, "/settings")).status).toBe(200);
  expect((await cloud.call(workspace, "/settings", { role: "member" })).json).toEqual(problem("feature_disabled"));
});

test("a person asks for access, an admin grants it, and the workspace is open", async () => {
  const workspace = await cloud.newWorkspace(false);
  const ask = { body: { email: "dana@hooli.example", reason: "renewals" }, role: "viewer", sub: "dana" } as const;
  const asked = await cloud.call(workspace, "/access-requests", ask);
  expect([asked.status, asked.json]).toMatchObject([201, { id: "dana", status: "requested" }]);
  expect((await cloud.call(workspace, "/access-requests", { role: "member" })).json).toEqual(problem("forbidden"));
  expect((await cloud.call(workspace, "/access-requests")).json.items).toMatchObject([{ sub: "dana" }]);
  const granted = await cloud.call(workspace, "/access-requests/dana", { method: "PATCH", body: { status: "granted" } });
  expect(granted.json).toMatchObject({ status: "granted", decidedBy: "alice" });
  expect((await cloud.call(workspace, "/session")).json.flags).toEqual({ success: true });
  expect((await cloud.call(workspace, "/contracts")).status).toBe(200);
  expect((await cloud.call(workspace, "/access-requests/nobody", { method: "PATCH", body: { status: "granted" } })).json).toEqual(
    problem("not_found"),
  );
});

test("settings change under their version, and a second writer is told", async () => {
  const workspace = await cloud.newWorkspace();
  const { json: settings } = await cloud.call(workspace, "/settings");
  const change = { ...settings, timeZone: "Europe/Berlin", displayCurrency: "eur" };
  const saved = await cloud.call(workspace, "/settings", { method: "PUT", body: change });
  expect(saved.json).toEqual({ ...change, version: settings.version + 1 });
  const late = await cloud.call(workspace, "/settings", { method: "PUT", body: change });
  expect([late.status, late.json]).toEqual([412, problem("version_conflict")]);
  expect((await cloud.call(workspace, "/settings", { method: "PUT", body: change, role: "viewer" })).json).toEqual(problem("forbidden"));
});

test("an Idempotency-Key gives the same answer again, and refuses another request", async () => {
  const workspace = await cloud.newWorkspace();
  const { json: settings } = await cloud.call(workspace, "/settings");
  const put = (body: unknown, key = "key-1") =>
    cloud.call(workspace, "/settings", { method: "PUT", body, headers: { "idempotency-key": key } });
  const first = await put({ ...settings, name: "Hooli" });
  const again = await put({ ...settings, name: "Hooli" });
  expect([again.status, again.json]).toEqual([200, first.json]);
  const other = await put({ ...settings, name: "Nucleus" });
  expect([other.status, other.json]).toEqual([409, problem("idempotency_conflict")]);
  expect((await cloud.call(workspace, "/settings")).json.name).toBe("Hooli");
});

test.each([
  ["an unknown field", { name: "x", colour: "red" }, 400, "/colour"],
  ["a zone that does not exist", { timeZone: "Mars/Olympus" }, 400, "/timeZone"],
  ["a wrong type", { flags: { success: "yes" } }, 400, "/flags/success"],
])("%s is named by its pointer", async (_what, change, status, pointer) => {
  const workspace = await cloud.newWorkspace();
  const { json: settings } = await cloud.call(workspace, "/settings");
  const answer = await cloud.call(workspace, "/settings", { method: "PUT", body: { ...settings, ...change } });
  expect([answer.status, answer.json.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([status, [pointer]]);
});

test("bodies that are no JSON, not declared as JSON, or too large are refused", async () => {
  const workspace = await cloud.newWorkspace();
  const put = (body: string, headers = {}) => cloud.call(workspace, "/settings", { method: "PUT", body, headers });
  expect((await put("{")).json).toEqual(problem("invalid_request"));
  expect((await put("{}", { "content-type": "text/plain" })).json).toEqual(problem("unsupported_media_type"));
  expect((await put(`"${"x".repeat(257 * 1024)}"`)).json).toEqual(problem("body_too_large"));
});

test.each([
  ["/contracts?limit=0", "/query/limit"],
  ["/contracts?limit=201", "/query/limit"],
  ["/contracts?limit=ten", "/query/limit"],
  ["/contracts?sort=colour", "/query/sort"],
  ["/contracts?colour=red", "/query/colour"],
  ["/contracts?status=happy", "/query/status"],
])("%s is a bad request that names %s", async (path, pointer) => {
  const answer = await cloud.call(await cloud.newWorkspace(), path);
  expect([answer.status, answer.json.errors[0].pointer]).toEqual([400, pointer]);
});

test("a cursor that is unreadable or of another query is refused", async () => {
  const workspace = await cloud.newWorkspace();
  for (const cursor of ["x", "e30", Buffer.from('{"s":"","q":""}').toString("base64url")]) {
    expect((await cloud.call(workspace, `/contracts?cursor=${cursor}`)).json).toEqual(problem("invalid_cursor"));
  }
});

test.each(["convert", "contracts", "pipeline", "re-engage", "close-the-loop"])(
  "GET /sections/%s/setup answers readiness",
  async (section) => {
    const { status, json } = await cloud.call(await cloud.newWorkspace(), `/sections/${section}/setup`);
    expect([status, json.section, json.ready]).toEqual([200, section, false]);
  },
);

test.each(["health", "nonsense"])("the section %s has no setup", async (section) => {
  const { status, json } = await cloud.call(await cloud.newWorkspace(), `/sections/${section}/setup`);
  expect([status, json]).toEqual([404, problem("unknown_section")]);
});

test("a healthy Stripe connection shows in readiness, integrations and the section's state, and Salesbricks stays missing", async () => {
  const workspace = await cloud.newWorkspace();
  const { id } = await cloud.connectStripe(workspace);
  const setup = (await cloud.call(workspace, "/sections/contracts/setup")).json;
  expect(setup.connectors).toMatchObject([
    { provider: "salesbricks", status: "provider_missing" },
    { provider: "stripe", status: "connected", connectionCount: 1 },
  ]);
  expect((await cloud.call(workspace, "/integrations")).json.items).toMatchObject([
    { provider: "stripe", connections: [{ id, status: "healthy", webhook: { path: `/v3/rest/success/webhooks/stripe/${id}` } }] },
  ]);
  expect((await cloud.call(workspace, "/contracts/overview")).json.state).toBe("ready");
  expect((await cloud.call(workspace, "/health/overview")).json).toMatchObject({ state: "not_connected", cards: {} });
});

test("an answer carries its ETag, and the same state answers 304 without a body", async () => {
  const workspace = await cloud.newWorkspace();
  const first = await cloud.call(workspace, "/contracts/overview");
  const etag = first.headers.get("etag") ?? "";
  const again = await cloud.call(workspace, "/contracts/overview", { headers: { "if-none-match": etag } });
  expect([again.status, again.text, again.headers.get("cache-control")]).toEqual([304, "", "private, no-cache"]);
});

test("the demo has not been started, and Re-engage has none", async () => {
  const workspace = await cloud.newWorkspace();
  const headers = { "success-demo": "1" };
  expect((await cloud.call(workspace, "/contracts", { headers })).json).toEqual(problem("demo_not_started"));
  expect((await cloud.call(workspace, "/re-engage/overview", { headers })).json).toEqual(problem("demo_unavailable"));
});

test("the API describes itself without a token", async () => {
  const { status, json } = await cloud.call("acme", "/openapi.json", { token: null });
  expect([status, json.openapi]).toEqual([200, "3.1.0"]);
});

test("a route that no template names is the gateway's 404", async () => {
  const { status, json } = await cloud.call("acme", "/nothing");
  expect([status, json]).toEqual([404, { message: "Not Found" }]);
});
