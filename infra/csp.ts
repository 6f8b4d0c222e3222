/** The Content-Security-Policy of an answer that is data: nothing loads, nothing frames it. */
export const apiContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Writes the page's Content-Security-Policy: everything from its own origin, and the sign-in issuer's origins for fetching
 * tokens and for the form that starts a sign-in.
 */
export function contentSecurityPolicy(issuerOrigins: readonly string[]): string {
  const directives: Record<string, string[]> = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...issuerOrigins],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'", ...issuerOrigins],
    "manifest-src": ["'self'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
