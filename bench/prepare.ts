import { join } from "node:path";
import { successApp } from "#infra/app.ts";
import { bundleFunctions, functionKeys, type Places, project } from "#infra/bundle.ts";
import { emptyBuild } from "#test/infra/synth.ts";
import { runProgram, type Stops } from "./programs.ts";

/** The function that all others are held against: `bench/bare-handler.ts`. */
export const bareHandler = "bare-handler";

/** Where everything that the bench runs lies below a folder. */
export function placesIn(folder: string) {
  return { bundles: join(folder, "functions"), metadata: join(folder, "meta"), templates: join(folder, "cdk.out") };
}

/** Bundles all functions and the bare one, and synthesises the stage `local`; in a process of its own, whose memory the bench is spared. */
export async function prepare(folder: string, stops: Stops): Promise<ReturnType<typeof placesIn>> {
  await runProgram(process.execPath, [import.meta.filename, folder], { cwd: project.root }, stops);
  return placesIn(folder);
}

async function build(folder: string): Promise<void> {
  const { bundles, metadata, templates } = placesIn(folder);
  const places: Places = { ...project, bundles, metadata };
  await bundleFunctions(functionKeys(), places);
  successApp({ outdir: templates, context: { stage: "local" }, bundles, webFiles: emptyBuild(join(folder, "empty")).webFiles }).synth();
  // Last, because bundling removes every bundle that it finds no source for.
  await bundleFunctions([bareHandler], { ...places, functions: import.meta.dirname, bundles: join(folder, "bare") });
}

const [folder] = process.argv.slice(2);
if (import.meta.main && folder) await build(folder);
