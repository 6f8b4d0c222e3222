import { join } from "node:path";
import { parseArgs } from "node:util";
import { createIssuer, Person } from "#test/sandbox/issuer/issuer.ts";
import { runningOrExit, stateDir } from "./running.ts";

// npm run --silent token -- [--workspace acme] [--role admin|member|viewer] [--sub alice]: prints a bearer token for the running API
const text = (value: string) => ({ type: "string", default: value }) as const;
const { values } = parseArgs({ options: { workspace: text("acme"), role: text("admin"), sub: text("alice") } });
const { issuer } = runningOrExit();
const { idToken } = await createIssuer({ ...issuer, keyFile: join(stateDir, "issuer.json") });
console.log(await idToken(Person.parse(values)));
