import { createHash, randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { type HttpRequest, type HttpResponse, json } from "#infra/local/http-server.ts";
import { type IssuerKey, readIssuerKey } from "./issuer-key.ts";
import { signInPage } from "./issuer-page.ts";

export const Person = z.object({ workspace: z.string(), role: z.enum(["admin", "member", "viewer"]), sub: z.string() });
export type Person = z.infer<typeof Person>;
export type Issuer = { handle(request: HttpRequest): Promise<HttpResponse>; idToken(person: Person): Promise<string> };

type Code = { person: Person; challenge: string; redirectUri: string; nonce: string | undefined; scope: string };
type State = { url: string; audience: string; key: IssuerKey; codes: Map<string, Code> };

const lifetimeSeconds = 3600;
const Access = z.object({ token_use: z.literal("access"), person: Person });
const Refresh = z.object({ token_use: z.literal("refresh"), person: Person, scope: z.string() });

/**
 * Makes an OpenID Connect issuer (code with PKCE, refresh tokens) with one client, `audience`, that returns to the issuer's own origin.
 * Its key is kept in `keyFile`.
 */
export async function createIssuer({ url, audience, keyFile }: { url: string; audience: string; keyFile: string }): Promise<Issuer> {
  const state: State = { url, audience, key: await readIssuerKey(url, keyFile), codes: new Map() };
  const base = new URL(url).pathname;

  async function handle({ method, path, query, headers, body }: HttpRequest): Promise<HttpResponse> {
    const parameters = new URLSearchParams(query);
    switch (`${method} ${path.slice(base.length)}`) {
      case "GET /.well-known/openid-configuration":
        return json(200, discovery(url));
      case "GET /jwks":
        return json(200, { keys: [state.key.publicJwk] });
      case "GET /authorize":
        return authorize(state, parameters);
      case "POST /token":
        return token(state, new URLSearchParams(body.toString()));
      case "GET /userinfo":
        return userInfo(state, headers.authorization?.replace(/^Bearer /i, ""));
      case "GET /logout":
        return logout(state, parameters);
      default:
        return json(404, { error: "not_found" });
    }
  }
  return { handle, idToken: (person) => idToken(state, person) };
}

function discovery(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    end_session_endpoint: `${url}/logout`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["none"],
  };
}

function authorize({ url, audience, codes }: State, query: URLSearchParams): HttpResponse {
  const redirectUri = query.get("redirect_uri") ?? "";
  if (query.get("client_id") !== audience || !isOwn(url, redirectUri)) return json(400, { error: "invalid_request" });
  const back = (result: Record<string, string>) => redirect(redirectUri, { ...result, state: query.get("state") });
  const challenge = query.get("code_challenge");
  const isCode = query.get("response_type") === "code" && query.get("code_challenge_method") === "S256";
  if (!isCode || !challenge) return back({ error: "invalid_request", error_description: "only code with PKCE (S256)" });
  if (query.get("prompt") === "none") return back({ error: "login_required" });
  const chosen = z.safeParse(Person, Object.fromEntries(query));
  if (!chosen.success) return signInPage(query);
  const code = randomUUID();
  const [nonce, scope] = [query.get("nonce") ?? undefined, query.get("scope") ?? "openid"];
  codes.set(code, { person: chosen.data, challenge, redirectUri, nonce, scope });
  return back({ code });
}

async function token(state: State, form: URLSearchParams): Promise<HttpResponse> {
  if (form.get("grant_type") === "refresh_token") {
    const refresh = z.safeParse(Refresh, await state.key.verify(form.get("refresh_token")));
    return refresh.success ? tokens(state, refresh.data.person, refresh.data.scope) : json(400, { error: "invalid_grant" });
  }
  if (form.get("grant_type") !== "authorization_code") return json(400, { error: "unsupported_grant_type" });
  const code = state.codes.get(form.get("code") ?? "");
  state.codes.delete(form.get("code") ?? "");
  const proof = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (code?.challenge !== proof || code.redirectUri !== form.get("redirect_uri")) return json(400, { error: "invalid_grant" });
  return tokens(state, code.person, code.scope, code.nonce);
}

// Like Cognito's, an access token names its client, and neither audience nor workspace.
async function tokens(state: State, person: Person, scope: string, nonce?: string): Promise<HttpResponse> {
  const { audience, key } = state;
  const answer = {
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    scope,
    id_token: await idToken(state, person, nonce),
    access_token: await key.sign({ sub: person.sub, client_id: audience, scope, token_use: "access", person }, lifetimeSeconds),
    refresh_token: await key.sign({ sub: person.sub, scope, token_use: "refresh", person }, 30 * 86_400),
  };
  return json(200, answer, { "cache-control": "no-store" });
}

function idToken({ audience, key }: State, person: Person, nonce?: string): Promise<string> {
  return key.sign({ ...claimsOf(person), aud: audience, token_use: "id", ...(nonce && { nonce }) }, lifetimeSeconds);
}

async function userInfo({ key }: State, accessToken: string | undefined): Promise<HttpResponse> {
  const access = z.safeParse(Access, await key.verify(accessToken));
  return access.success ? json(200, claimsOf(access.data.person)) : json(401, { error: "invalid_token" });
}

function logout({ url }: State, query: URLSearchParams): HttpResponse {
  const target = query.get("post_logout_redirect_uri") ?? "";
  return redirect(isOwn(url, target) ? target : new URL(url).origin, { state: query.get("state") });
}

function claimsOf({ workspace, role, sub }: Person) {
  const name = sub.charAt(0).toUpperCase() + sub.slice(1);
  return { sub, name, email: `${sub}@${workspace}.example`, "custom:workspace_id": workspace, "custom:role": role };
}

function isOwn(url: string, address: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(url).origin;
}

function redirect(address: string, parameters: Record<string, string | null>): HttpResponse {
  const target = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.href, "cache-control": "no-store" } };
}
