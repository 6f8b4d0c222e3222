import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { successApp } from "#infra/app.ts";
import { bundleFunctions } from "#infra/bundle.ts";
import { startEngine } from "#infra/engines/dynamodb-engine.ts";
import { emptyBuild } from "#test/infra/synth.ts";

declare module "vitest" {
  interface ProvidedContext {
    dynamo: string;
    templates: string;
  }
}

/** Starts one engine for all integration tests and synthesises the stage `local` with the real functions; the page is an empty file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "success-integration-"));
  const templates = join(folder, "cdk.out");
  const [engine] = await Promise.all([startEngine(), bundleFunctions()]);
  successApp({ outdir: templates, context: { stage: "local" }, webFiles: emptyBuild(folder).webFiles }).synth();
  project.provide("dynamo", engine.endpoint);
  project.provide("templates", templates);
  console.log(`integration tests run on ${engine.name}`);
  return async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
