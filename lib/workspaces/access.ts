import type { Caller } from "../http/caller.ts";
import { Failure } from "../http/failure.ts";
import type { AccessRequestRepository } from "../store/access-requests.ts";
import type { HeadRepository } from "../store/heads.ts";
import type { Change } from "../store/revisions.ts";
import type { Write } from "../store/table.ts";
import type { Instant } from "../time/instant.ts";
import type { AccessRequest } from "./access-api.ts";
import { toSettings } from "./change-settings.ts";
import type { WorkspaceHead } from "./workspace-head.ts";

type Context = {
  requests: AccessRequestRepository;
  heads: HeadRepository;
  caller: Caller;
  head: WorkspaceHead;
  now: Instant;
  requestId: string;
  remember: (answer: unknown) => Write[];
};

/** Notes that the caller asks for Success, with one line in the audit log. Asking again replaces an earlier request that nobody granted. */
export const requestAccess = async (context: Context, asked: { email: string; reason: string }): Promise<AccessRequest> => {
  const { requests, caller, head, now } = context;
  const before = await requests.find(caller.sub);
  if (before?.status === "granted" && head.flags.success) return before;
  const request: AccessRequest = {
    id: caller.sub,
    sub: caller.sub,
    name: caller.name,
    ...asked,
    status: "requested",
    requestedAt: now,
    decidedAt: null,
    decidedBy: null,
    version: (before?.version ?? 0) + 1,
  };
  const change = changeOf(context, request, "access.requested", before?.status ?? null);
  if (!(await requests.save(request, change, context.remember(request)))) throw new Failure("version_conflict");
  return request;
};

/** Everybody who asked, newest first. */
export const listRequests = async (requests: AccessRequestRepository): Promise<AccessRequest[]> =>
  (await requests.list()).sort((a, b) => (a.requestedAt > b.requestedAt ? -1 : 1));

/** Grants or refuses a request; granting turns the flag on in the same transaction. Repeating a decision answers what was decided. */
export const decideRequest = async (context: Context, sub: string, status: "granted" | "refused"): Promise<AccessRequest> => {
  const { requests, caller, head, now } = context;
  const before = await requests.find(sub);
  if (!before) throw new Failure("not_found");
  if (before.status === status && (status === "refused" || head.flags.success)) return before;
  const decided: AccessRequest = { ...before, status, decidedAt: now, decidedBy: caller.sub, version: before.version + 1 };
  const change = changeOf(context, decided, `access.${status}`, before.status);
  const flag = status === "granted" && !head.flags.success ? [turnOn(context)] : [];
  if (!(await requests.save(decided, change, [...flag, ...context.remember(decided)]))) throw new Failure("version_conflict");
  return decided;
};

const turnOn = ({ heads, head }: Context): Write => heads.settingsWrite({ ...toSettings(head), flags: { success: true } }, head.version);

const changeOf = ({ caller, now, requestId }: Context, request: AccessRequest, action: string, from: string | null): Change => ({
  entity: `access:${request.sub}`,
  action,
  at: now,
  cause: requestId,
  actor: caller.sub,
  requestId,
  from: { status: from },
  to: { status: request.status },
});
