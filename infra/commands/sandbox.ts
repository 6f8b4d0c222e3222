import { runningOrExit } from "./running.ts";

// npm run sandbox -- <command> [arguments]: moves the sample world, for example fail-payment <domain>
const [command = "help", ...args] = process.argv.slice(2);
const { sandbox } = runningOrExit();
if (!sandbox) {
  console.error("No sandbox runs here: npm start was given --empty.");
  process.exit(1);
}
const response = await fetch(`${sandbox}/${encodeURIComponent(command)}`, { method: "POST", body: JSON.stringify({ args }) });
console.log(await response.text());
process.exitCode = response.ok ? 0 : 1;
