import * as z from "zod/mini";
import { type Authorizer, JwtAuthorizer, jwtAuthorizer } from "./authorizer.ts";
import { toEvent, toResponse } from "./gateway-event.ts";
import { type HttpRequest, type HttpResponse, json } from "./http-server.ts";
import type { LambdaFunction } from "./lambda.ts";
import { within } from "./lambda-runner.ts";
import type { Cloud } from "./template.ts";

export type Gateway = { apiId: string; handle(request: HttpRequest): Promise<HttpResponse> };
type Route = { key: string; method: string; segments: string[]; authorizer: Authorizer | undefined; fn: LambdaFunction; timeoutMs: number };

const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizerId: z._default(z.string(), ""),
  AuthorizationType: z._default(z.enum(["NONE", "JWT"]), "NONE"),
});
const Integration = z.object({
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
  TimeoutInMillis: z._default(z.number(), 30_000),
});
const Throttle = z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() });
const Stage = z.object({ DefaultRouteSettings: z.optional(Throttle) });

/** Makes the HTTP API of the templates; its own refusals carry API Gateway's `{"message"}`. */
export function createGateway(cloud: Cloud, functionOf: (arn: string) => LambdaFunction): Gateway {
  const apiId = cloud.of("AWS::ApiGatewayV2::Api", z.object({}))[0]?.ref ?? "";
  const routes = readRoutes(cloud, functionOf);
  const isWithinRate = throttle(cloud.of("AWS::ApiGatewayV2::Stage", Stage)[0]?.properties.DefaultRouteSettings);

  async function handle(request: HttpRequest): Promise<HttpResponse> {
    if (!isWithinRate()) return json(429, { message: "Too Many Requests" });
    if (request.tooLarge) return json(413, { message: "Request Entity Too Large" });
    if (!isDecodable(request.path)) return json(400, { message: "Bad Request" });
    const path = request.path.split("/");
    for (const route of routes) {
      const parameters = route.method === request.method || route.method === "ANY" ? match(route.segments, path) : undefined;
      if (!parameters) continue;
      const claims = await route.authorizer?.(request.headers);
      if (route.authorizer && !claims)
        return json(401, { message: "Unauthorized" }, { "www-authenticate": 'Bearer scope="" error="invalid_token"' });
      return call(route, toEvent(request, { routeKey: route.key, apiId, parameters, claims }));
    }
    return json(404, { message: "Not Found" });
  }
  return { apiId, handle };
}

async function call({ fn, timeoutMs }: Route, event: ReturnType<typeof toEvent>): Promise<HttpResponse> {
  const outcome = await within(timeoutMs, [fn.invoke(event)], () => undefined);
  if (!outcome) return json(503, { message: "Service Unavailable" });
  const response = outcome.ok ? toResponse(outcome.payload) : undefined;
  if (!response) return json(500, { message: "Internal Server Error" });
  return { ...response, headers: { "apigw-requestid": event.requestContext.requestId, ...response.headers } };
}

function readRoutes(cloud: Cloud, functionOf: (arn: string) => LambdaFunction): Route[] {
  const integrations = new Map(
    cloud.of("AWS::ApiGatewayV2::Integration", Integration).map(({ ref, properties }) => [`integrations/${ref}`, properties]),
  );
  const authorizers = new Map(
    cloud.of("AWS::ApiGatewayV2::Authorizer", JwtAuthorizer).map(({ ref, properties }) => [ref, jwtAuthorizer(properties)]),
  );
  const routes = cloud.of("AWS::ApiGatewayV2::Route", RouteProperties).map(({ properties: { RouteKey: key, Target, ...properties } }) => {
    const integration = integrations.get(Target);
    const authorizer = properties.AuthorizationType === "JWT" ? authorizers.get(properties.AuthorizerId) : undefined;
    const [method = "", path = ""] = key.split(" ");
    if (!integration) throw new Error(`Route ${key} has no integration.`);
    if (properties.AuthorizationType === "JWT" && !authorizer) throw new Error(`Route ${key} has no JWT authorizer.`);
    return {
      key,
      method,
      segments: path.split("/"),
      authorizer,
      fn: functionOf(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis,
    };
  });
  return routes.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

// API Gateway prefers the literal route over the one with a parameter, that over a greedy one, and a method over ANY.
function rank({ segments, method }: Pick<Route, "segments" | "method">): string {
  const ranks = segments.map((segment) => (segment.endsWith("+}") ? "c" : segment.startsWith("{") ? "b" : "a"));
  return `${ranks.join("")} ${method === "ANY" ? 1 : 0}`;
}

function match(segments: string[], path: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  const isGreedy = segments.at(-1)?.endsWith("+}");
  if (isGreedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  for (const [index, segment] of segments.entries()) {
    const value = segment.endsWith("+}") ? path.slice(index).join("/") : (path[index] ?? "");
    if (segment.startsWith("{") ? value === "" : value !== segment) return undefined;
    if (segment.startsWith("{")) parameters[segment.replace(/[{}+]/g, "")] = decodeURIComponent(value);
  }
  return parameters;
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

function throttle(limits: z.infer<typeof Throttle> | undefined): () => boolean {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = limits ?? {
    ThrottlingRateLimit: 0,
    ThrottlingBurstLimit: Number.POSITIVE_INFINITY,
  };
  let [tokens, last] = [burst, Date.now()];
  return () => {
    const now = Date.now();
    tokens = Math.min(burst, tokens + ((now - last) / 1000) * rate) - 1;
    last = now;
    if (tokens >= 0) return true;
    tokens += 1;
    return false;
  };
}
