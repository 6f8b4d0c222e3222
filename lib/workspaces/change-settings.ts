import type { Caller } from "../http/caller.ts";
import { Failure } from "../http/failure.ts";
import type { HeadRepository } from "../store/heads.ts";
import type { Write } from "../store/table.ts";
import type { Instant } from "../time/instant.ts";
import type { Settings } from "./settings-api.ts";
import type { WorkspaceHead } from "./workspace-head.ts";

/** The settings that a head shows. */
export const toSettings = ({ name, timeZone, locale, displayCurrency, flags, version }: WorkspaceHead): Settings => ({
  name,
  timeZone,
  locale,
  displayCurrency,
  flags,
  version,
});

type Change = {
  heads: HeadRepository;
  caller: Caller;
  head: WorkspaceHead;
  next: Settings;
  now: Instant;
  requestId: string;
  ifMatch: (present: unknown) => void;
  remember: (answer: unknown) => Write[];
};

/** Replaces the settings together with one revision in the audit log. Throws `version_conflict` when `next.version` or `If-Match` is not the present one. */
export const changeSettings = async ({ heads, caller, head, next, now, requestId, ifMatch, remember }: Change): Promise<Settings> => {
  ifMatch(toSettings(head));
  if (next.version !== head.version) throw new Failure("version_conflict", { detail: `The settings are at version ${head.version}` });
  const { version: _from, ...before } = toSettings(head);
  const { version: _to, ...after } = next;
  const change = {
    entity: "settings",
    action: "settings.changed",
    at: now,
    cause: requestId,
    actor: caller.sub,
    requestId,
    from: before,
    to: after,
  };
  const answer = { ...after, version: next.version + 1 };
  const saved = await heads.saveSettings(after, head.version, change, remember(answer));
  if (!saved) throw new Failure("version_conflict");
  return answer;
};
