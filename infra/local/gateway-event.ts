import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { Claims } from "./authorizer.ts";
import { account } from "./aws.ts";
import type { HttpRequest, HttpResponse } from "./http-server.ts";
import { isObject } from "./json.ts";

export type Matched = { routeKey: string; apiId: string; parameters: Record<string, string>; claims: Claims | undefined };

const Answer = z.object({
  statusCode: z.int().check(z.minimum(200), z.maximum(599)),
  headers: z._default(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), {}),
  cookies: z.optional(z.array(z.string())),
  body: z._default(z.string(), ""),
  isBase64Encoded: z.optional(z.boolean()),
});

// Seen on AWS: everything else reaches a function as base64, forms and bodies without a type included.
const textTypes = /^(text\/.*|application\/(json|xml|javascript))\s*(;|$)/i;

/** Writes a request as the event of payload format 2.0. HTTP APIs hand over the path decoded and the query as it came. */
export function toEvent(request: HttpRequest, { routeKey, apiId, parameters, claims }: Matched) {
  const { cookie, connection: _, ...headers } = request.headers;
  const path = decodeURIComponent(request.path);
  const now = new Date();
  const isText = textTypes.test(headers["content-type"] ?? "");
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(request.query)) query.set(name, query.has(name) ? `${query.get(name)},${value}` : value);
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: request.query,
    cookies: cookie?.split(/; ?/),
    headers: { ...headers, "x-forwarded-for": request.ip, "x-forwarded-port": "443", "x-forwarded-proto": "https" },
    queryStringParameters: unlessEmpty(Object.fromEntries(query)),
    requestContext: {
      accountId: account,
      apiId,
      authorizer: claims && { jwt: { claims, scopes: null } },
      domainName: headers.host ?? "",
      domainPrefix: apiId,
      http: { method: request.method, path, protocol: "HTTP/1.1", sourceIp: request.ip, userAgent: headers["user-agent"] ?? "" },
      requestId: randomUUID(),
      routeKey,
      stage: "$default",
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    body: request.body.length > 0 ? request.body.toString(isText ? "utf8" : "base64") : undefined,
    pathParameters: unlessEmpty(parameters),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

/** Reads a function's answer; undefined when API Gateway could make no response of it. Without a status code the answer is the body. */
export function toResponse(payload: unknown): HttpResponse | undefined {
  if (!isObject(payload) || !("statusCode" in payload)) {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const answer = z.safeParse(Answer, payload);
  if (!answer.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = answer.data;
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const all = { ...(body && { "content-type": "text/plain;charset=UTF-8" }), ...named, ...(cookies && { "set-cookie": cookies }) };
  return { status: statusCode, headers: all, body: isBase64Encoded ? Buffer.from(body, "base64") : body };
}

function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}
