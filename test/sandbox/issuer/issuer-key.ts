import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from "jose";

export type IssuerKey = {
  publicJwk: JWK;
  sign(claims: JWTPayload, lifetimeSeconds: number): Promise<string>;
  /** The claims of a token that this key signed and that has not expired, else undefined. */
  verify(token: string | null | undefined): Promise<JWTPayload | undefined>;
};

/** Reads the RSA key of an issuer from a file, or makes one and keeps it there, so that tokens outlive a restart. */
export async function readIssuerKey(issuer: string, file: string): Promise<IssuerKey> {
  if (!existsSync(file)) {
    const made = await generateKeyPair("RS256", { extractable: true });
    writeFileSync(file, JSON.stringify(await exportJWK(made.privateKey)), { mode: 0o600 });
  }
  const jwk: JWK = JSON.parse(readFileSync(file, "utf8"));
  const kid = await calculateJwkThumbprint(jwk);
  const publicJwk = { kty: jwk.kty, n: jwk.n, e: jwk.e, kid, alg: "RS256", use: "sig" };
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, "RS256"), importJWK(publicJwk, "RS256")]);

  return {
    publicJwk,
    sign: (claims, lifetimeSeconds) => {
      const token = new SignJWT({ jti: randomUUID(), ...claims }).setProtectedHeader({ alg: "RS256", kid, typ: "JWT" });
      return token.setIssuer(issuer).setIssuedAt().setExpirationTime(`${lifetimeSeconds} s`).sign(privateKey);
    },
    verify: (token) =>
      jwtVerify(token ?? "", publicKey, { issuer })
        .then(({ payload }) => payload)
        .catch(() => undefined),
  };
}
