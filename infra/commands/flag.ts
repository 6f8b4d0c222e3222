import { randomUUID } from "node:crypto";
import { headsIn } from "#lib/store/heads.ts";
import { openTable } from "#lib/store/open-table.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import { readClock } from "#lib/time/instant.ts";
import { toSettings } from "#lib/workspaces/change-settings.ts";
import { openProduct } from "./product.ts";
import { runningOrExit } from "./running.ts";

// npm run flag -- <workspace> on|off: turns Success for a workspace. With SUCCESS_TABLE set it writes to that table with your AWS
// credentials, otherwise to the instance that runs here.
const [workspace, word] = process.argv.slice(2);
if (!workspace || (word !== "on" && word !== "off")) {
  console.error("Which? npm run flag -- <workspace> on|off");
  process.exit(1);
}

const table = process.env.SUCCESS_TABLE ? openTable() : openProduct(runningOrExit()).table;
const heads = headsIn(table, toWorkspaceId(workspace));
const { version, ...before } = toSettings(await heads.get());
const after = { ...before, flags: { success: word === "on" } };
const cause = randomUUID();
const change = { entity: "settings", action: "settings.changed", at: readClock(), cause, actor: "npm run flag", requestId: cause };
const saved = await heads.saveSettings(after, version, { ...change, from: before, to: after });
table.client.destroy();
if (!saved) {
  console.error("Somebody changed the settings at the same moment; try again.");
  process.exit(1);
}
console.log(`Success is ${word} for ${workspace}.`);
