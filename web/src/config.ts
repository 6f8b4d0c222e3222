/** What the page learns about its stage before anyone has signed in. */
export type Config = { stage: string; apiBase: string; issuer: string; clientId: string; scope: string };

/** Reads `/config.json`. Rejects with one readable line when it is missing or incomplete. */
export const loadConfig = async (): Promise<Config> => {
  const response = await fetch("/config.json", { credentials: "same-origin" });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  const config: unknown = await response.json();
  if (!isConfig(config)) throw new Error("/config.json is incomplete");
  return config;
};

const fields = ["stage", "apiBase", "issuer", "clientId", "scope"] as const satisfies (keyof Config)[];

const isConfig = (value: unknown): value is Config => {
  if (typeof value !== "object" || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return fields.every((field) => typeof entries.get(field) === "string");
};
