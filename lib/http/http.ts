import middy from "@middy/core";
import httpSecurityHeaders from "@middy/http-security-headers";
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";
import { setting } from "../environment/environment.ts";
import { beginRequest, logger } from "../observability/logger.ts";
import { headsIn } from "../store/heads.ts";
import type { Table, Write } from "../store/table.ts";
import { type Instant, readClock } from "../time/instant.ts";
import type { WorkspaceHead } from "../workspaces/workspace-head.ts";
import { type Caller, readCaller } from "./caller.ts";
import { basePath, type Endpoint, includesRole } from "./endpoint.ts";
import { etagOf, isKnown, isNamed } from "./etag.ts";
import { Failure } from "./failure.ts";
import { answerOnce, idempotencyFor } from "./idempotency.ts";
import { type HttpResult, problemResult } from "./problem-result.ts";
import { readJsonBody } from "./read-body.ts";
import { readInput } from "./read-input.ts";
import { tryAgain } from "./try-again.ts";

z.config(en());

/** Left of a function's time when the answer is given up, so that the caller gets a problem document and not the gateway's word. */
const timeoutEarlyInMillis = 300;
const ranOutOfTime = (): never => {
  throw new Failure("unavailable", { detail: "The answer took too long" });
};

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/**
 * What a handler gets: the parsed request, who asks, the head of the workspace and the clock's reading. A write calls `ifMatch` with the
 * present representation it rests on, which throws `version_conflict` when the caller's `If-Match` names another, and writes what
 * `remember` gives for its answer, also when nothing else changes.
 */
export type RequestContext<Query, Params, Body> = {
  caller: Caller;
  head: WorkspaceHead;
  query: Query;
  params: Params;
  body: Body;
  now: Instant;
  requestId: string;
  ifMatch: (present: unknown) => void;
  remember: (answer: unknown) => Write[];
};

/** An endpoint with the code that answers it. */
export type Route = { endpoint: Endpoint; answer: (context: RequestContext<never, never, never>) => Promise<unknown> };

/** Joins an endpoint and its handler; the handler's types follow from the endpoint's schemas. */
export const route = <
  Query extends z.core.$ZodType,
  Params extends z.core.$ZodType,
  Body extends z.core.$ZodType,
  Answer extends z.core.$ZodType,
>(
  endpoint: Endpoint<Query, Params, Body, Answer>,
  answer: (context: RequestContext<z.output<Query>, z.output<Params>, z.output<Body>>) => Promise<z.input<Answer>>,
): Route => ({ endpoint, answer });

/**
 * The handler of one HTTP function. For each request, in this order: find the route, read the caller from the verified token, read
 * the head, hold flag and role, parse, answer. A write that only lost a race runs again. Every failure becomes a problem document.
 */
export const http = (table: Table, ...routes: Route[]) => {
  const byKey = new Map(routes.map((each) => [`${each.endpoint.method} ${basePath}${each.endpoint.path}`, each]));
  return middy<HttpEvent, HttpResult>({ timeoutEarlyInMillis, timeoutEarlyResponse: ranOutOfTime })
    .use(httpSecurityHeaders())
    .before(({ event, context }) => beginRequest(event, context))
    .onError((request) => {
      request.response = problemResult(request.error, request.event.requestContext.requestId);
    })
    .handler(async (event) => {
      const found = byKey.get(event.routeKey);
      if (!found) throw new Failure("not_found");
      return tryAgain(() => answerRequest(table, found, event));
    });
};

const answerRequest = async (table: Table, { endpoint, answer }: Route, event: HttpEvent): Promise<HttpResult> => {
  const now = readClock();
  const requestId = event.requestContext.requestId;
  const caller = readCaller(event.requestContext.authorizer.jwt.claims, claimNames());
  logger.appendKeys({ workspaceId: caller.workspaceId });
  const head = await headsIn(table, caller.workspaceId).get();
  holdGate(endpoint, head, caller);
  refuseDemo(endpoint, event);
  const query = readInput(endpoint.query, event.queryStringParameters ?? {}, "/query");
  const params = readInput(endpoint.params, event.pathParameters ?? {}, "/path");
  const body = endpoint.body ? readInput(endpoint.body, readJsonBody(event), "") : undefined;
  const keyed = endpoint.method === "GET" ? undefined : keyedRequest(table, caller, event);
  const remember = (value: unknown): Write[] => (keyed ? [keyed.write(endpoint.status, JSON.stringify(value), now)] : []);
  const ifMatch = (present: unknown): void => holdMatch(present, event);
  const context = { caller, head, query, params, body, now, requestId, ifMatch, remember };
  const answered = await answerOnce(keyed, async () => {
    const value = await answer(context as RequestContext<never, never, never>); // safe: parsed with the endpoint's own schemas above
    return { status: endpoint.status, body: JSON.stringify(value) };
  });
  return withEtag(jsonResult(answered.status, answered.body), event);
};

const claimNames = () => ({ workspace: setting("SUCCESS_CLAIM_WORKSPACE"), role: setting("SUCCESS_CLAIM_ROLE") });

const holdGate = (endpoint: Endpoint, head: WorkspaceHead, caller: Caller): void => {
  const open = endpoint.gate === "open" || (endpoint.gate === "admin" && caller.role === "admin");
  if (!head.flags.success && !open) throw new Failure("feature_disabled");
  if (!includesRole(caller.role, endpoint.role)) throw new Failure("forbidden", { detail: `This needs the role ${endpoint.role}` });
};

const refuseDemo = (endpoint: Endpoint, event: HttpEvent): void => {
  if (event.headers["success-demo"] === undefined) return;
  throw new Failure(endpoint.path.split("/").includes("re-engage") ? "demo_unavailable" : "demo_not_started");
};

const keyedRequest = (table: Table, caller: Caller, event: HttpEvent) => {
  const key = event.headers["idempotency-key"];
  return key === undefined
    ? undefined
    : idempotencyFor(table, caller, { key, route: `${event.routeKey} ${event.rawPath}`, body: event.body ?? "" });
};

const jsonResult = (statusCode: number, body: string): HttpResult => ({
  statusCode,
  headers: { "content-type": "application/json", "cache-control": "private, no-cache" },
  body,
});

const holdMatch = (present: unknown, event: HttpEvent): void => {
  const header = event.headers["if-match"];
  if (header === undefined || isNamed(etagOf(JSON.stringify(present)), header)) return;
  throw new Failure("version_conflict", { detail: "If-Match names another state than the present one" });
};

/** The validator of what was answered. A PUT has none: what is stored has another version than what was sent (RFC 9110, 9.3.4). */
const withEtag = (result: HttpResult, event: HttpEvent): HttpResult => {
  const { method } = event.requestContext.http;
  if (method === "PUT") return result;
  const etag = etagOf(result.body ?? "");
  const headers = { ...result.headers, etag };
  return method === "GET" && isKnown(etag, event.headers["if-none-match"]) ? { statusCode: 304, headers } : { ...result, headers };
};
