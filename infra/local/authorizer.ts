import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import * as z from "zod/mini";

export type Claims = Record<string, string>;
/** Answers the claims of a request that may pass, undefined for one that may not. */
export type Authorizer = (headers: Record<string, string>) => Promise<Claims | undefined>;

export const JwtAuthorizer = z.object({
  IdentitySource: z.array(z.string()),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

// API Gateway takes RSA signatures alone.
const algorithms = ["RS256", "RS384", "RS512"];

/** Makes API Gateway's JWT authorizer: signature by the issuer's published keys, `iss`, `exp`, `nbf`, `iat`, and `aud` or else `client_id`. */
export function jwtAuthorizer({ IdentitySource, JwtConfiguration }: z.infer<typeof JwtAuthorizer>): Authorizer {
  const { Issuer, Audience } = JwtConfiguration;
  const header = IdentitySource[0]?.replace("$request.header.", "").toLowerCase() ?? "authorization";
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  return async (headers) => {
    const token = headers[header]?.replace(/^Bearer /i, "");
    if (!token) return undefined;
    try {
      keys ??= createRemoteJWKSet(await keyAddress(Issuer));
      const { payload } = await jwtVerify(token, keys, { issuer: Issuer, algorithms, requiredClaims: ["exp"] });
      const audiences = [payload.aud ?? payload.client_id].flat();
      const inTime = (payload.iat ?? 0) <= Date.now() / 1000;
      return inTime && audiences.some((audience) => Audience.includes(String(audience))) ? toClaims(payload) : undefined;
    } catch {
      return undefined;
    }
  };
}

async function keyAddress(issuer: string): Promise<URL> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  return new URL(z.object({ jwks_uri: z.string() }).parse(await response.json()).jwks_uri);
}

function toClaims(payload: JWTPayload): Claims {
  const text = (value: unknown) =>
    Array.isArray(value) ? `[${value.join(" ")}]` : typeof value === "object" ? JSON.stringify(value) : String(value);
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, text(value)]));
}
