import { createContext, runInContext } from "node:vm";
import * as z from "zod/mini";
import type { QueuesAndBuckets } from "#infra/engines/queues-and-buckets.ts";
import { HeadersPolicy, withPolicy } from "./edge-headers.ts";
import type { Gateway } from "./gateway.ts";
import { type HttpRequest, type HttpResponse, json } from "./http-server.ts";
import type { Cloud } from "./template.ts";

const Behavior = z.object({
  TargetOriginId: z.string(),
  PathPattern: z.optional(z.string()),
  AllowedMethods: z._default(z.array(z.string()), ["GET", "HEAD"]),
  ResponseHeadersPolicyId: z.optional(z.string()),
  FunctionAssociations: z._default(z.array(z.object({ EventType: z.literal("viewer-request"), FunctionARN: z.string() })), []),
});
const Distribution = z.object({
  DistributionConfig: z.object({
    DefaultRootObject: z._default(z.string(), ""),
    DefaultCacheBehavior: Behavior,
    CacheBehaviors: z._default(z.array(Behavior), []),
    Origins: z.array(z.object({ Id: z.string(), DomainName: z.string() })),
    CustomErrorResponses: z.optional(z.never()),
  }),
});
const EdgeFunction = z.object({ FunctionCode: z.string() });
const Value = z.object({ value: z.string(), multiValue: z.optional(z.array(z.object({ value: z.string() }))) });
const Values = z.record(z.string(), Value);
const EdgeResult = z.object({
  uri: z.optional(z.string()),
  querystring: z.optional(Values),
  statusCode: z.optional(z.number()),
  headers: z._default(Values, {}),
});

type Origin = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * Makes CloudFront: picks the behaviour of a path, runs its viewer-request function, asks the API or the bucket, adds the behaviour's
 * headers. It caches nothing and, being on one machine, speaks plain HTTP whatever the viewer protocol policy says.
 */
export function createEdge(cloud: Cloud, gateway: Gateway, buckets: QueuesAndBuckets["buckets"]): Origin {
  const [distribution] = cloud.of("AWS::CloudFront::Distribution", Distribution);
  if (!distribution) return gateway.handle;
  const { DefaultRootObject, DefaultCacheBehavior, CacheBehaviors, Origins } = distribution.properties.DistributionConfig;
  const functions = new Map(
    cloud.of("AWS::CloudFront::Function", EdgeFunction).map(({ arn, properties }) => [arn, edgeFunction(properties.FunctionCode)]),
  );
  const policies = new Map(
    cloud.of("AWS::CloudFront::ResponseHeadersPolicy", HeadersPolicy).map(({ ref, properties }) => [ref, properties]),
  );
  const origins = new Map(Origins.map(({ Id, DomainName }) => [Id, originOf(DomainName)]));
  const behaviors = [...CacheBehaviors, DefaultCacheBehavior].map((behavior) => ({
    ...behavior,
    pattern: toExpression(behavior.PathPattern ?? "*"),
  }));

  function originOf(domain: string): Origin {
    if (domain.startsWith(`${gateway.apiId}.`))
      return (request) => gateway.handle({ ...request, headers: { ...request.headers, host: domain } });
    const bucket = domain.split(".s3.")[0] ?? "";
    return async (request) => readObject(buckets, bucket, request);
  }

  return async (request) => {
    const behavior = behaviors.find(({ pattern }) => pattern.test(request.path)) ?? DefaultCacheBehavior;
    if (!behavior.AllowedMethods.includes(request.method)) return json(403, { message: "This distribution does not allow this method." });
    let [path, query] = [request.path, request.query];
    for (const { FunctionARN } of behavior.FunctionAssociations) {
      const result = await functions.get(FunctionARN)?.({ ...request, path, query });
      // Without the policy's headers: those are documented for what the cache and the origin answer.
      if (result?.statusCode)
        return {
          status: result.statusCode,
          headers: Object.fromEntries(Object.entries(result.headers).map(([name, { value }]) => [name, value])),
        };
      path = result?.uri ?? path;
      query = result?.querystring ? toQuery(result.querystring) : query;
    }
    if (path === "/") path += DefaultRootObject;
    const response = await origins.get(behavior.TargetOriginId)?.({ ...request, path, query });
    const policy = policies.get(behavior.ResponseHeadersPolicyId ?? "");
    return response ? { ...response, headers: withPolicy(response.headers ?? {}, policy) } : json(502, { message: "No such origin" });
  };
}

// The page's bucket lets CloudFront read and not list, so S3 answers 403 for a file that is not there.
function readObject(buckets: QueuesAndBuckets["buckets"], bucket: string, { path, headers }: HttpRequest): HttpResponse {
  try {
    const { body, contentType, cacheControl = "", etag } = buckets.getObject(bucket, decodeURIComponent(path.slice(1)));
    const own = { "content-type": contentType, "cache-control": cacheControl, etag };
    return headers["if-none-match"] === etag ? { status: 304, headers: own } : { status: 200, headers: own, body };
  } catch {
    return { status: 403, headers: { "content-type": "application/xml" }, body: "<Error><Code>AccessDenied</Code></Error>" };
  }
}

function edgeFunction(code: string) {
  const context = createContext({ console });
  runInContext(code, context);
  return async ({ method, path, query, headers, ip }: HttpRequest) => {
    const named = Object.entries(headers).map(([name, value]) => [name, { value }]);
    const request = { method, uri: path, querystring: fromQuery(query), headers: Object.fromEntries(named), cookies: {} };
    const event = { version: "1.0", context: { eventType: "viewer-request" }, viewer: { ip }, request };
    // Parsed in there, because as source text a parameter called __proto__ would be no parameter.
    return EdgeResult.parse(await runInContext(`handler(JSON.parse(${JSON.stringify(JSON.stringify(event))}))`, context));
  };
}

function fromQuery(query: string): z.infer<typeof Values> {
  const values = new Map<string, z.infer<typeof Value>>();
  for (const part of query.split("&").filter(Boolean)) {
    const [name = "", ...rest] = part.split("=");
    const value = rest.join("=");
    const before = values.get(name);
    values.set(name, before ? { value, multiValue: [...(before.multiValue ?? [{ value: before.value }]), { value }] } : { value });
  }
  return Object.fromEntries(values);
}

function toQuery(values: z.infer<typeof Values>): string {
  const parts = Object.entries(values).flatMap(([name, one]) => (one.multiValue ?? [one]).map(({ value }) => `${name}=${value}`));
  return parts.join("&");
}

function toExpression(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`);
}
