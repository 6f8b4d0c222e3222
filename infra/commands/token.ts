import { join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { createIssuer, Person } from "#test/sandbox/issuer/issuer.ts";
import { runningOrExit, stateDir } from "./running.ts";

const usage = "npm run --silent token -- [--workspace acme] [--role admin|member|viewer] [--sub alice]";
const text = (value: string) => ({ type: "string", default: value }) as const;
const options = { workspace: text("acme"), role: text("admin"), sub: text("alice"), help: { type: "boolean", short: "h" } } as const;

const asked = readArguments(process.argv.slice(2));
if (asked === "help") {
  console.log(`${usage}\nprints a bearer token for the API that runs here; it lasts one hour.`);
} else if (asked) {
  const { issuer } = runningOrExit();
  const { idToken } = await createIssuer({ ...issuer, keyFile: join(stateDir, "issuer.json") });
  console.log(await idToken(asked));
} else {
  console.error(`Which? ${usage}`);
  process.exitCode = 1;
}

function readArguments(args: string[]): Person | "help" | undefined {
  try {
    const { values } = parseArgs({ args, options });
    return values.help ? "help" : z.safeParse(Person, values).data;
  } catch {
    return undefined;
  }
}
