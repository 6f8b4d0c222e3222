import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { bundleFunctions, project } from "#infra/bundle.ts";
import { stageNamed } from "#infra/stages.ts";
import { buildWeb } from "#infra/web.ts";

/**
 * Turns `<stage> [flags of cdk deploy]` into the arguments of the CDK command line. Throws, for a person to read, on a missing
 * or unknown stage and on `local`, which is no place in AWS.
 */
export function deployArguments([name, ...flags]: readonly string[]): string[] {
  if (name === undefined || name.startsWith("-"))
    throw new Error("Which stage? npm run deploy -- dev | staging | prod [flags of cdk deploy]");
  const stage = stageNamed(name);
  if (stage === "local") throw new Error('The stage "local" runs on this machine: npm start');
  return ["deploy", "--all", "--context", `stage=${stage}`, ...flags];
}

async function deploy(given: readonly string[]): Promise<number> {
  const args = deployArguments(given);
  await Promise.all([bundleFunctions(), buildWeb()]);
  return runCdk(args);
}

function runCdk(args: readonly string[]): Promise<number> {
  const cdk = join(dirname(createRequire(import.meta.url).resolve("aws-cdk/package.json")), "bin/cdk");
  // cdk.json starts the app with "node": it has to be the one that runs this.
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const child = spawn(process.execPath, [cdk, ...args], { cwd: project.root, stdio: "inherit", env: { ...process.env, PATH: path } });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

if (import.meta.main) {
  try {
    process.exitCode = await deploy(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
