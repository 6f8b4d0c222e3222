import { spawn } from "node:child_process";
import { once } from "node:events";

/** `npm run test:engines`: the integration tests on each DynamoDB engine in turn. Fails when one of them fails or cannot be started. */
const engines = ["dynoxide", "local"] as const;

for (const engine of engines) {
  console.log(`\nintegration tests on ${engine}`);
  const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "integration"], {
    stdio: "inherit",
    env: { ...process.env, DYNAMODB_ENGINE: engine },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) process.exit(typeof code === "number" ? code : 1);
}
