import { dirname, join } from "node:path";

export const webRoot = join(dirname(import.meta.dirname), "web");
export const webOutput = join(webRoot, "dist");

/**
 * Builds the web app from `web/` into a folder, `web/dist` unless another is named, as it is deployed: whatever NODE_ENV the caller
 * lives under (a test runner's brings React's development build). Rejects with Vite's message when it does not build.
 */
export async function buildWeb(outDir = webOutput): Promise<void> {
  const { build } = await import("vite");
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = "production";
  try {
    const output = { outDir, emptyOutDir: true };
    await build({ root: webRoot, configFile: join(webRoot, "vite.config.ts"), logLevel: "warn", build: output });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
