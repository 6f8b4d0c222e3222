import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { successApp } from "#infra/app.ts";
import { project } from "#infra/bundle.ts";
import { createBundler } from "#infra/bundler.ts";
import { seed } from "#infra/commands/seed.ts";
import { type Local, startLocal } from "#infra/local/local.ts";
import { buildWeb } from "#infra/web.ts";
import { type Sandbox, startSandbox } from "#test/sandbox/sandbox.ts";

export type Product = { url: string; local: Local; sandbox: Sandbox; folder: string; stop: () => Promise<void> };

/**
 * Builds everything into a folder of its own and runs it there: the synthesised templates, the page, and a sandbox that has sent the
 * same history every time and then only does what it is told. `acme` is connected, `blank` is not, `locked` is switched off.
 */
export const startProduct = async (): Promise<Product> => {
  const folder = mkdtempSync(join(tmpdir(), "success-e2e-"));
  const bundler = createBundler({ ...project, bundles: join(folder, "bundles") });
  await Promise.all([bundler.rebuild(), buildWeb(join(folder, "page"))]);
  await bundler.dispose();
  const templatesDir = join(folder, "templates");
  const files = { bundles: join(folder, "bundles"), webFiles: join(folder, "page") };
  successApp({ ...files, outdir: templatesDir, context: { stage: "local" } }).synth();
  const local = await startLocal({ templatesDir, stateDir: join(folder, "state"), report: () => {} });
  const connected = await seed(local, true);
  if (!connected) throw new Error("acme is not connected");
  const sandbox = await startSandbox({
    target: local.url,
    ...connected,
    stateFile: join(folder, "sandbox.json"),
    seed: 11,
    initialOnly: true,
    report: () => {},
  });
  await sandbox.settled();
  await local.drained();
  const stop = async () => {
    await sandbox.stop();
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: local.url, local, sandbox, folder, stop };
};
