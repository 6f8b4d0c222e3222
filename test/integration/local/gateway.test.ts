import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readIssuerKey } from "#test/sandbox/issuer/issuer-key.ts";
import { api, type MiniCloud, startMiniCloud } from "./mini-cloud.ts";

const answer = (value: string, properties = {}) => ({ source: `export const handler = async (event) => (${value});`, properties });
const never = "await new Promise((resolve) => setTimeout(resolve, 60_000))";
const functions = {
  Echo: answer("{ statusCode: 200, headers: { 'X-Seen': 1 }, body: JSON.stringify(event) }"),
  Text: answer("'plain text'"),
  Plain: answer("{ hello: 'you' }"),
  Binary: answer(
    "{ statusCode: 201, isBase64Encoded: true, body: 'AAEC/w==', cookies: ['a=1', 'b=2'], headers: { 'Content-Type': 'image/png' } }",
  ),
  Broken: answer("{ statusCode: 'many' }"),
  Throws: answer("event.no.such.field"),
  Slow: answer(never, { Timeout: 1 }),
  Late: answer(never, { Timeout: 30 }),
};
const routes = {
  "GET /things/{id}": "Echo",
  "ANY /things/special": "Text",
  "GET /things/special": "Plain",
  "GET /files/{path+}": "Echo",
  "GET /files/{path}": "Plain",
  "GET /locked": "locked Echo",
  "POST /body": "Echo",
  "GET /text": "Text",
  "GET /binary": "Binary",
  "GET /broken": "Broken",
  "GET /throws": "Throws",
  "GET /slow": "Slow",
  "GET /late": "Late",
};

let cloud: MiniCloud;
let folder: string;
beforeAll(async () => {
  cloud = await startMiniCloud(functions, api(routes, "http://127.0.0.1:4000/_issuer"));
  folder = mkdtempSync(join(tmpdir(), "success-keys-"));
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(`${cloud.url}${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const alice = { workspace: "acme", role: "admin", sub: "alice" } as const;
const claims = { sub: "alice", aud: "success-web" };

test("a token of the issuer for this audience passes, and its claims arrive as texts", async () => {
  const { status, json } = await get("/locked", bearer(await cloud.idToken(alice)));
  expect(status).toBe(200);
  expect(json().requestContext.authorizer.jwt).toMatchObject({
    claims: {
      sub: "alice",
      aud: "success-web",
      "custom:workspace_id": "acme",
      "custom:role": "admin",
      exp: expect.stringMatching(/^\d+$/),
    },
    scopes: null,
  });
});

test("every other token is unauthorized", async () => {
  const own = await readIssuerKey(cloud.issuer.url, join(cloud.folder, "state/issuer.json"));
  const stranger = await readIssuerKey(cloud.issuer.url, join(folder, "stranger.json"));
  const elsewhere = await readIssuerKey("https://issuer.example", join(cloud.folder, "state/issuer.json"));
  const symmetric = new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setIssuer(cloud.issuer.url).setExpirationTime("1h");
  const tokens = {
    none: "",
    "no token": "abc",
    expired: await own.sign(claims, -1),
    "wrong audience": await own.sign({ ...claims, aud: "other" }, 60),
    "no audience": await own.sign({ sub: "alice" }, 60),
    "not yet valid": await own.sign({ ...claims, nbf: Math.floor(Date.now() / 1000) + 60 }, 120),
    "wrong issuer": await elsewhere.sign(claims, 60),
    "wrong key": await stranger.sign(claims, 60),
    "wrong algorithm": await symmetric.sign(new Uint8Array(32)),
    unsigned: `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`,
  };
  for (const [name, token] of Object.entries(tokens)) {
    const { status, text, headers } = await get("/locked", bearer(token));
    expect({ name, status, text }).toEqual({ name, status: 401, text: '{"message":"Unauthorized"}' });
    expect(headers.get("www-authenticate")).toContain("Bearer");
  }
  expect((await get("/locked")).status).toBe(401);
  expect((await get("/locked", bearer(await own.sign({ sub: "alice", client_id: "success-web" }, 60)))).status).toBe(200);
});

test("a literal route goes before a parameter, that before a greedy one, and a method before any method", async () => {
  expect((await get("/things/special")).json()).toEqual({ hello: "you" });
  expect((await get("/things/special", { method: "PUT" })).text).toBe("plain text");
  expect((await get("/things/other")).json()).toMatchObject({ routeKey: "GET /things/{id}", pathParameters: { id: "other" } });
  expect((await get("/files/a")).json()).toEqual({ hello: "you" });
  expect((await get("/files/a/b%2Fc/d")).json()).toMatchObject({ routeKey: "GET /files/{path+}", pathParameters: { path: "a/b/c/d" } });
});

test("what no route has is not found", async () => {
  for (const path of ["/", "/things", "/things/", "/things/a/b", "/files/", "/locked/"]) {
    expect(await get(path)).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
  }
  expect(await get("/things/a", { method: "DELETE" })).toMatchObject({ status: 404 });
  expect(await get("/things/%zz")).toMatchObject({ status: 400 });
});

test("a request becomes the event of payload format 2.0", async () => {
  const headers = { "X-Custom": "One", cookie: "a=1; b=2", "user-agent": "test" };
  const { json } = await get("/things/a%20b%23?x=1&x=2&y=a%20b&z", { headers });
  expect(json()).toEqual({
    version: "2.0",
    routeKey: "GET /things/{id}",
    rawPath: "/things/a b#",
    rawQueryString: "x=1&x=2&y=a%20b&z",
    cookies: ["a=1", "b=2"],
    headers: expect.objectContaining({ "x-custom": "One", "user-agent": "test", "x-forwarded-proto": "https" }),
    queryStringParameters: { x: "1,2", y: "a b", z: "" },
    requestContext: {
      accountId: "000000000000",
      apiId: expect.any(String),
      domainName: expect.any(String),
      domainPrefix: expect.any(String),
      http: { method: "GET", path: "/things/a b#", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      requestId: expect.any(String),
      routeKey: "GET /things/{id}",
      stage: "$default",
      time: expect.any(String),
      timeEpoch: expect.any(Number),
    },
    pathParameters: { id: "a b#" },
    isBase64Encoded: false,
  });
  expect((await get("/things/a")).headers.get("x-seen")).toBe("1");
});

test("a query parameter may have a name that objects have already", async () => {
  const { queryStringParameters } = (await get("/things/a?__proto__=1&toString=2&__proto__=3")).json();
  expect(Object.entries(queryStringParameters)).toEqual([
    ["__proto__", "1,3"],
    ["toString", "2"],
  ]);
});

test.each([
  ["application/json; charset=utf-8", false],
  ["text/plain", false],
  ["application/xml", false],
  ["application/x-www-form-urlencoded", true],
  ["application/octet-stream", true],
  ["application/jsonp", true],
])("a body of type %s arrives as base64: %s", async (type, isBase64Encoded) => {
  const { json } = await get("/body", { method: "POST", headers: { "content-type": type }, body: "grüße" });
  const body = isBase64Encoded ? Buffer.from("grüße").toString("base64") : "grüße";
  expect(json()).toMatchObject({ body, isBase64Encoded });
});

test("a function answers with text, an object, bytes and cookies", async () => {
  expect(await get("/text")).toMatchObject({ status: 200, text: "plain text" });
  const response = await fetch(`${cloud.url}/binary`);
  expect([response.status, response.headers.get("content-type"), response.headers.getSetCookie()]).toEqual([
    201,
    "image/png",
    ["a=1", "b=2"],
  ]);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 1, 2, 255]);
});

test("a function that fails, answers nonsense or takes too long is an internal error; one that outlives the gateway is unavailable", async () => {
  const [broken, throws, slow, late] = await Promise.all(["/broken", "/throws", "/slow", "/late"].map((path) => get(path)));
  for (const failed of [broken, throws, slow]) expect(failed).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  expect(late).toMatchObject({ status: 503, text: '{"message":"Service Unavailable"}' });
});

test("a body above 10 MB is refused before the function", async () => {
  const { status, text } = await get("/body", { method: "POST", body: new Uint8Array(10 * 1024 * 1024 + 1) });
  expect({ status, text }).toEqual({ status: 413, text: '{"message":"Request Entity Too Large"}' });
});

test("above the stage's rate a request is one too many", async () => {
  const Stage = {
    Type: "AWS::ApiGatewayV2::Stage",
    Properties: { DefaultRouteSettings: { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 } },
  };
  const small = await startMiniCloud({ Text: functions.Text }, { ...api({ "GET /text": "Text" }, "https://issuer.example"), Stage });
  const statuses = [];
  for (let call = 0; call < 3; call++) statuses.push((await fetch(`${small.url}/text`)).status);
  await small.stop();
  expect(statuses).toEqual([200, 200, 429]);
});
