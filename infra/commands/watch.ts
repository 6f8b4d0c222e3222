import { globSync, watch } from "node:fs";
import { join } from "node:path";
import { project } from "#infra/bundle.ts";
import { type createBundler, localPlaces } from "#infra/bundler.ts";
import { messageOf } from "#infra/local/json.ts";
import type { Local } from "#infra/local/local.ts";
import { buildWeb, webOutput } from "#infra/web.ts";
import { synthesise } from "./build.ts";

type Bundler = ReturnType<typeof createBundler>;

const folders = "{functions,lib,events,web,infra}{,/**/}";
const settleMs = 40; // an editor's save is several events

/** Makes every change of a source live and says so; a change that does not build is reported and the last good state stays. */
export function watchSources(local: Local, bundler: Bundler, report: (line: string) => void): void {
  const watched = new Set<string>();
  const changed = new Set<string>();
  let work = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  watchFolders();

  // Node's own recursive watch loses a file on Linux once an editor has replaced it by a rename.
  function watchFolders(): void {
    const found = globSync(folders, { cwd: project.root, exclude: ["web/dist", "**/node_modules"] });
    for (const folder of found.map((path) => path.replaceAll("\\", "/").replace(/\/$/, ""))) {
      if (watched.has(folder)) continue;
      watched.add(folder);
      const watcher = watch(join(project.root, folder), (_, name) => notice(`${folder}/${name}`));
      watcher.on("error", () => watched.delete(folder));
    }
  }

  function notice(file: string): void {
    if (/\/[.#][^/]*$|~$|^web\/dist/.test(file)) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(apply);
    }, settleMs);
  }

  async function apply(): Promise<void> {
    const files = [...changed];
    const name = nameFiles(files);
    const started = performance.now();
    changed.clear();
    watchFolders();
    try {
      const what = await applyChange(files, local, bundler);
      if (what) report(`${name} changed: ${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      report(`${name} changed, but is not live: ${messageOf(error)}`);
    }
  }
}

/** Names up to three files and counts the others, for a person to read. */
export function nameFiles(files: readonly string[]): string {
  const others = files.length - 3;
  const names = others > 0 ? [...files.slice(0, 3), `${others} ${others === 1 ? "other" : "others"}`] : files;
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");
}

async function applyChange(files: string[], local: Local, bundler: Bundler): Promise<string> {
  const isWithin = (...names: string[]) => files.some((file) => names.some((folder) => file.startsWith(`${folder}/`)));
  const done: string[] = [];
  const keys = isWithin("functions", "lib", "events") ? (await bundler.rebuild()).changed : [];
  for (const key of keys) local.reload(key, join(localPlaces.bundles, key));
  if (keys.length > 0) done.push(`${keys.length > 3 ? `${keys.length} functions` : keys.join(", ")} reloaded`);
  if (isWithin("web", "lib", "events")) {
    await buildWeb();
    local.updateSite(webOutput);
    done.push("page built again, reload it");
  }
  if (files.some((file) => file.startsWith("infra/") && !isRuntime(file))) {
    await synthesise();
    await local.rewire();
    done.push("synthesised again");
  }
  if (isWithin("infra/local", "infra/engines", "infra/commands")) done.push("restart npm start to use it");
  return done.join("; ");
}

/** Files that no template is made of; a change of theirs needs a new start. */
function isRuntime(file: string): boolean {
  return ["infra/local/", "infra/engines/", "infra/commands/"].some((folder) => file.startsWith(folder));
}
