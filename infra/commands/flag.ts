import { randomUUID } from "node:crypto";
import { messageOf } from "#infra/local/json.ts";
import { headsIn } from "#lib/store/heads.ts";
import { openTable } from "#lib/store/open-table.ts";
import type { Table } from "#lib/store/table.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import { readClock } from "#lib/time/instant.ts";
import { toSettings } from "#lib/workspaces/change-settings.ts";
import { openProduct } from "./product.ts";
import { runningOrExit } from "./running.ts";

// npm run flag -- <workspace> [on|off]: turns Success for a workspace, or says how it stands. With SUCCESS_TABLE set it works on that
// table with your AWS credentials, otherwise on the instance that runs here.
const [workspace, word, ...more] = process.argv.slice(2);
if (!workspace || workspace.startsWith("-") || more.length > 0 || !["on", "off", undefined].includes(word)) {
  console.error("Which? npm run flag -- <workspace> [on|off]");
  process.exit(1);
}
const table = process.env.SUCCESS_TABLE ? openTable() : openProduct(runningOrExit()).table;
try {
  console.log(await (word === undefined ? show(table, workspace) : turn(table, workspace, word === "on")));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
} finally {
  table.client.destroy();
}

async function show(table: Table, workspace: string): Promise<string> {
  const { flags, version } = await headsIn(table, toWorkspaceId(workspace)).get();
  return `Success is ${flags.success ? "on" : "off"} for ${workspace}${version === 0 ? ", which has no settings here yet" : ""}.`;
}

async function turn(table: Table, workspace: string, on: boolean): Promise<string> {
  const heads = headsIn(table, toWorkspaceId(workspace));
  const { version, ...before } = toSettings(await heads.get());
  const after = { ...before, flags: { success: on } };
  const cause = randomUUID();
  const change = { entity: "settings", action: "settings.changed", at: readClock(), cause, actor: "npm run flag", requestId: cause };
  const saved = await heads.saveSettings(after, version, { ...change, from: before, to: after });
  if (!saved) throw new Error("Somebody changed the settings at the same moment; try again.");
  return `Success is ${on ? "on" : "off"} for ${workspace}${version === 0 ? ", which is new here: it had no settings until now" : ""}.`;
}
