import { existsSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import type { WireEvent } from "./stripe/wire.ts";
import type { World } from "./stripe/world.ts";

/** What a sandbox goes on from: its world, the state of its chance, and the events that nobody has accepted yet. */
export type SandboxState = { version: 1; world: World; random: number; undelivered: WireEvent[] };

/** Reads a state file; undefined when there is none. Throws when it is none of ours. */
export const readState = (file: string): SandboxState | undefined => {
  if (!existsSync(file)) return undefined;
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (isState(content)) return content;
  throw new Error(`${file} is not a sandbox's state; npm start -- --fresh begins anew.`);
};

// Only this program writes the file, and never half of it, so the version says enough about the rest.
const isState = (content: unknown): content is SandboxState =>
  typeof content === "object" && content !== null && "version" in content && content.version === 1;

/**
 * Writes states to a file so that it always holds a whole one. While one is being written, calls are gathered: each resolves when a
 * state taken after the call is in the file.
 */
export const stateWriter = (file: string, take: () => SandboxState): (() => Promise<void>) => {
  let writing = Promise.resolve();
  let next: Promise<void> | undefined;
  const write = async () => {
    next = undefined;
    await writeFile(`${file}.new`, JSON.stringify(take()));
    await rename(`${file}.new`, file);
  };
  return () => {
    if (!next) {
      next = writing.then(write);
      writing = next.catch(() => {});
    }
    return next;
  };
};
