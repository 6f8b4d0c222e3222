import type { Caller } from "../http/caller.ts";
import { Failure, lostRace } from "../http/failure.ts";
import type { AccessRequestRepository } from "../store/access-requests.ts";
import type { HeadRepository } from "../store/heads.ts";
import type { Change } from "../store/revisions.ts";
import type { Write } from "../store/table.ts";
import type { Instant } from "../time/instant.ts";
import type { AccessRequest, AccessRequestsQuery } from "./access-api.ts";
import { toSettings } from "./change-settings.ts";
import type { WorkspaceHead } from "./workspace-head.ts";

type Context = {
  requests: AccessRequestRepository;
  heads: HeadRepository;
  caller: Caller;
  head: WorkspaceHead;
  now: Instant;
  requestId: string;
  ifMatch: (present: unknown) => void;
  remember: (answer: unknown) => Write[];
};

type Decision = { status: "granted" | "refused"; version?: number | undefined };

/** Notes that the caller asks for Success, with one line in the audit log. Asking again replaces an earlier request that nobody granted. */
export const requestAccess = async (context: Context, asked: { email: string; reason: string }): Promise<AccessRequest> => {
  const { requests, caller, head, now } = context;
  const before = await requests.find(caller.sub);
  if (before?.status === "granted" && head.flags.success) return unchanged(context, before);
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
  if (!(await requests.save(request, change, context.remember(request)))) throw lostRace();
  return request;
};

/** A page of those who asked, newest first. It rests on no source, so that there is no time to which it is known. */
export const listRequests = async (requests: AccessRequestRepository, query: AccessRequestsQuery) => ({
  ...(await requests.readPage(query)),
  asOf: null,
});

/**
 * Grants or refuses a request; granting turns the flag on in the same transaction. Repeating a decision answers what was decided.
 * Throws `version_conflict` when the request is not as the caller read it (`version`, `If-Match`) or is decided at the same moment.
 */
export const decideRequest = async (context: Context, sub: string, { status, version }: Decision): Promise<AccessRequest> => {
  const { requests, caller, head, now } = context;
  const before = await requests.find(sub);
  if (!before) throw new Failure("not_found");
  context.ifMatch(before);
  if (version !== undefined && version !== before.version)
    throw new Failure("version_conflict", { detail: `The request is at version ${before.version}` });
  if (before.status === status && (status === "refused" || head.flags.success)) return unchanged(context, before);
  const decided: AccessRequest = { ...before, status, decidedAt: now, decidedBy: caller.sub, version: before.version + 1 };
  const change = changeOf(context, decided, `access.${status}`, before.status);
  const flag = status === "granted" && !head.flags.success ? [turnOn(context)] : [];
  if (await requests.save(decided, change, [...flag, ...context.remember(decided)])) return decided;
  const meanwhile = await requests.find(sub);
  throw meanwhile?.status === status ? lostRace() : new Failure("version_conflict");
};

/** What changes nothing is remembered all the same: its key stands for this request alone. */
const unchanged = async ({ requests, remember }: Context, present: AccessRequest): Promise<AccessRequest> => {
  if (!(await requests.note(remember(present)))) throw new Failure("version_conflict");
  return present;
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
