import { createHash, randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { api, type MiniCloud, startMiniCloud } from "./mini-cloud.ts";

let cloud: MiniCloud;
beforeAll(async () => {
  const functions = { Who: { source: "export const handler = async (event) => event.requestContext.authorizer.jwt.claims;" } };
  cloud = await startMiniCloud(functions, api({ "GET /who": "locked Who" }, "http://127.0.0.1:4000/_issuer"));
});
afterAll(() => cloud.stop());

const text = z._default(z.string(), "");
const Tokens = z.object({ id_token: text, access_token: text, refresh_token: text, error: z.optional(z.string()) });
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const Keys = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

const verifier = randomBytes(32).toString("base64url");
const authorization = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: "success-web",
    redirect_uri: `${cloud.url}/`,
    response_type: "code",
    scope: "openid email profile",
    state: "a state",
    nonce: "n1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...more,
  });
const authorize = (more?: Record<string, string>) => fetch(`${cloud.issuer.url}/authorize?${authorization(more)}`, { redirect: "manual" });
const target = (response: Response) => new URL(response.headers.get("location") ?? "");

async function token(form: Record<string, string>) {
  const body = new URLSearchParams({ client_id: "success-web", ...form });
  const response = await fetch(`${cloud.issuer.url}/token`, { method: "POST", body });
  return { status: response.status, json: Tokens.parse(await response.json()) };
}

async function signIn() {
  const page = await (await authorize()).text();
  const link = /class="main" href="([^"]+)">acme</.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const back = target(await fetch(new URL(link, `${cloud.issuer.url}/authorize`), { redirect: "manual" }));
  return {
    back,
    form: {
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: `${cloud.url}/`,
      code_verifier: verifier,
    },
  };
}

test("the issuer describes itself where the templates say it is", async () => {
  const { issuer, jwks_uri } = Discovery.parse(await (await fetch(`${cloud.issuer.url}/.well-known/openid-configuration`)).json());
  expect(issuer).toBe(`${cloud.url}/_issuer`);
  const { keys } = Keys.parse(await (await fetch(jwks_uri)).json());
  expect(keys).toMatchObject([{ kty: "RSA", alg: "RS256", use: "sig" }]);
  expect(Object.keys(keys[0] ?? {})).not.toContain("d");
});

test("the page offers three workspaces, one click each, without any script", async () => {
  const response = await authorize();
  const page = await response.text();
  expect([...page.matchAll(/class="main" href="[^"]+role=admin[^"]*">(\w+)</g)].map((match) => match[1])).toEqual([
    "acme",
    "blank",
    "locked",
  ]);
  expect(page.match(/>member<|>viewer</g)).toHaveLength(6);
  expect(page).not.toContain("<script");
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'; style-src 'sha256-/);
});

test("one click comes back with a code that buys tokens once, for its verifier alone", async () => {
  const { back, form } = await signIn();
  expect([back.origin, back.searchParams.get("state")]).toEqual([cloud.url, "a state"]);
  const { status, json } = await token(form);
  expect(status).toBe(200);
  expect(decodeJwt(json.id_token)).toMatchObject({
    iss: cloud.issuer.url,
    aud: "success-web",
    sub: "alice",
    name: "Alice",
    email: "alice@acme.example",
    nonce: "n1",
    "custom:workspace_id": "acme",
    "custom:role": "admin",
  });
  expect(decodeJwt(json.access_token)).not.toHaveProperty("aud");
  const who = await fetch(`${cloud.url}/who`, { headers: { authorization: `Bearer ${json.id_token}` } });
  expect(await who.json()).toMatchObject({ sub: "alice" });
  expect(await token(form)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
  const other = await signIn();
  expect(await token({ ...other.form, code_verifier: "another" })).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
});

test("a refresh token renews the sign-in, and no other token does", async () => {
  const { json } = await token((await signIn()).form);
  const renewed = await token({ grant_type: "refresh_token", refresh_token: json.refresh_token });
  expect(decodeJwt(renewed.json.id_token)).toMatchObject({ sub: "alice", "custom:workspace_id": "acme" });
  for (const refresh_token of [json.id_token, json.access_token, "x"]) {
    expect(await token({ grant_type: "refresh_token", refresh_token })).toMatchObject({ status: 400 });
  }
  expect(await token({ grant_type: "password" })).toMatchObject({ status: 400, json: { error: "unsupported_grant_type" } });
});

test("the access token tells who it is, and signing out comes back", async () => {
  const { json } = await token((await signIn()).form);
  const ask = (value: string) => fetch(`${cloud.issuer.url}/userinfo`, { headers: { authorization: `Bearer ${value}` } });
  expect(await (await ask(json.access_token)).json()).toMatchObject({ sub: "alice", email: "alice@acme.example" });
  expect((await ask(json.id_token)).status).toBe(401);
  const out = (address: string) =>
    fetch(`${cloud.issuer.url}/logout?post_logout_redirect_uri=${encodeURIComponent(address)}&state=s`, { redirect: "manual" });
  expect(target(await out(`${cloud.url}/bye`)).href).toBe(`${cloud.url}/bye?state=s`);
  expect(target(await out("https://elsewhere.example/")).origin).toBe(cloud.url);
});

test("a stranger's address, another client or a flow without PKCE gets no code", async () => {
  expect((await authorize({ redirect_uri: "https://elsewhere.example/" })).status).toBe(400);
  expect((await authorize({ client_id: "other" })).status).toBe(400);
  expect(target(await authorize({ code_challenge_method: "plain" })).searchParams.get("error")).toBe("invalid_request");
  expect(target(await authorize({ prompt: "none" })).searchParams.get("error")).toBe("login_required");
});
