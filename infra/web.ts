import { dirname, join } from "node:path";

export const webRoot = join(dirname(import.meta.dirname), "web");
export const webOutput = join(webRoot, "dist");

/** Builds the web app from `web/` into `web/dist`; rejects with Vite's message when it does not build. */
export async function buildWeb(): Promise<void> {
  const { build } = await import("vite");
  await build({ root: webRoot, configFile: join(webRoot, "vite.config.ts"), logLevel: "warn" });
}
