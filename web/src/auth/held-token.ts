const storageKey = "success.token";

/** The ID token of a signed-in person and when it expires, in milliseconds. */
export type HeldToken = { idToken: string; expiresAtMs: number };

/** Reads what this tab remembers; nothing when it is unreadable or expired. */
export const readToken = (nowMs: number): HeldToken | undefined => {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? "null");
    return isHeld(stored) && stored.expiresAtMs > nowMs ? stored : undefined;
  } catch {
    return undefined;
  }
};

/** Remembers a token until the tab is closed, or forgets it. */
export const writeToken = (token: HeldToken | undefined): void => {
  if (token) sessionStorage.setItem(storageKey, JSON.stringify(token));
  else sessionStorage.removeItem(storageKey);
};

const isHeld = (value: unknown): value is HeldToken =>
  typeof value === "object" &&
  value !== null &&
  "idToken" in value &&
  typeof value.idToken === "string" &&
  "expiresAtMs" in value &&
  typeof value.expiresAtMs === "number";
