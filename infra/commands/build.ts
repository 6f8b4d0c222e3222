import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "#infra/bundle.ts";
import { isObject, parseJson } from "#infra/local/json.ts";
import { buildWeb, webOutput } from "#infra/web.ts";

const { root } = project;
export const templatesDir = join(root, "cdk.out/local");
const stampFile = join(root, "dist/local-build.json");

const sources = {
  page: ["web/**/*.*", "lib/**/*.ts", "events/**/*.ts"],
  templates: ["functions/**/*.ts", "infra/*.*", "infra/{stacks,constructs,edge}/**", "cdk.json"],
};

/** What is built in front of the templates and they themselves; a part whose inputs have the hash of its last build is kept. */
export function buildParts() {
  const stamp = existsSync(stampFile) ? parseJson(readFileSync(stampFile, "utf8")) : {};
  const done: Record<string, unknown> = isObject(stamp) ? stamp : {};
  const page = hash(sources.page);
  const hashes = { page, templates: hash(sources.templates, [page, JSON.stringify(context())]) };

  async function part(name: keyof typeof sources, output: string, build: () => Promise<unknown>): Promise<string> {
    if (done[name] === hashes[name] && existsSync(output)) return "kept";
    await build();
    done[name] = hashes[name];
    mkdirSync(join(root, "dist"), { recursive: true });
    writeFileSync(stampFile, JSON.stringify(done));
    return "built";
  }
  return {
    page: () => part("page", join(webOutput, "index.html"), buildWeb),
    templates: () => part("templates", join(templatesDir, "manifest.json"), synthesise),
  };
}

/** Synthesises the stage `local`; rejects with what the stacks printed. */
export function synthesise(): Promise<void> {
  const env = { ...process.env, CDK_OUTDIR: templatesDir, CDK_CONTEXT_JSON: JSON.stringify(context()) };
  const child = spawn(process.execPath, ["infra/commands/synth.ts"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed = `${printed}${chunk}`.slice(-4000)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("exit", kill);
      if (code === 0) resolve();
      else reject(new Error(`The stacks do not synthesise (${code}):\n${printed}`));
    });
  });
}

function context(): Record<string, string> {
  const stripeUrl = process.env.SUCCESS_STRIPE_URL;
  return { stage: "local", ...(stripeUrl ? { stripeUrl } : {}) };
}

function hash(patterns: string[], also: string[] = []): string {
  const all = createHash("sha256").update(also.join());
  const files = globSync([...patterns, "package-lock.json"], {
    cwd: root,
    exclude: ["web/dist/**", "**/node_modules/**"],
    withFileTypes: true,
  });
  for (const path of files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .sort()) {
    all.update(path.slice(root.length)).update(readFileSync(path));
  }
  return all.digest("hex");
}
