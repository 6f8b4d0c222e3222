import { dirname, join } from "node:path";

export const webRoot = join(dirname(import.meta.dirname), "web");
export const webOutput = join(webRoot, "dist");

/**
 * Builds the web app from `web/` into a folder, `web/dist` unless another is named, as it is deployed: whatever NODE_ENV the caller
 * lives under (a test runner's brings React's development build). Rejects with Vite's message when it does not build.
 */
export async function buildWeb(outDir = webOutput): Promise<void> {
  // Loaded first, because what it is told below also turns on its colours. On a terminal it clears the line that it finds, which is the
  // caller's, unless it takes itself to run in CI.
  const { build } = await import("vite");
  const output = { outDir, emptyOutDir: true };
  const config = { root: webRoot, configFile: join(webRoot, "vite.config.ts"), logLevel: "warn", build: output } as const;
  await withEnvironment({ NODE_ENV: "production", CI: "true" }, () => build(config));
}

async function withEnvironment(values: Record<string, string>, work: () => Promise<unknown>): Promise<void> {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
