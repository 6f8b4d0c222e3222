import { createHash } from "node:crypto";

/** The strong validator of a body. */
export const etagOf = (body: string): string => `"${createHash("sha256").update(body).digest("base64url")}"`;

/** True when `If-None-Match` names this validator, weakly or not, or any. */
export const isKnown = (etag: string, ifNoneMatch = ""): boolean => {
  const known = ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
};

/** True when `If-Match` names this validator, or any; a weak tag names nothing (RFC 9110, strong comparison). */
export const isNamed = (etag: string, ifMatch: string): boolean => {
  const tags = ifMatch.split(",").map((tag) => tag.trim());
  return tags.includes(etag) || tags.includes("*");
};
