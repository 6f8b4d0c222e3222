import { expect, test } from "vitest";
import { ofType, synthesise, target } from "./synth.ts";

const { Api } = await synthesise("dev");

type RouteProperties = { RouteKey: string; Target: unknown; AuthorizationType: string; AuthorizerId?: unknown };
type IntegrationProperties = { IntegrationUri: unknown; PayloadFormatVersion: string; IntegrationType: string };
type FunctionProperties = { Environment?: { Variables: Record<string, unknown> } };

/** Which function answers which route. */
const expected: Record<string, string> = {
  "GET /v3/rest/success/session": "session",
  "GET /v3/rest/success/settings": "settings",
  "PUT /v3/rest/success/settings": "settings",
  "POST /v3/rest/success/access-requests": "access-requests",
  "GET /v3/rest/success/access-requests": "access-requests",
  "PATCH /v3/rest/success/access-requests/{id}": "access-requests",
  "GET /v3/rest/success/integrations": "integrations",
  "GET /v3/rest/success/openapi.json": "openapi",
  "GET /v3/rest/success/contracts/overview": "sections/contracts",
  "GET /v3/rest/success/contracts": "sections/contracts",
  "GET /v3/rest/success/contracts/{id}": "sections/contracts",
  "GET /v3/rest/success/health/overview": "sections/health",
  "GET /v3/rest/success/convert/overview": "sections/convert",
  "GET /v3/rest/success/pipeline/overview": "sections/pipeline",
  "GET /v3/rest/success/re-engage/overview": "sections/re-engage",
  "GET /v3/rest/success/close-the-loop/overview": "sections/close-the-loop",
  "GET /v3/rest/success/sections/convert/setup": "setup/convert",
  "GET /v3/rest/success/sections/contracts/setup": "setup/contracts",
  "GET /v3/rest/success/sections/pipeline/setup": "setup/pipeline",
  "GET /v3/rest/success/sections/re-engage/setup": "setup/re-engage",
  "GET /v3/rest/success/sections/close-the-loop/setup": "setup/close-the-loop",
  "GET /v3/rest/success/sections/{section}/setup": "setup/unknown",
  "POST /v3/rest/success/webhooks/stripe/{connectionId}": "webhooks/stripe",
};

const keys = new Map(
  ofType<FunctionProperties>(Api, "AWS::Lambda::Function").map(({ id, properties }) => [
    id,
    properties.Environment?.Variables.POWERTOOLS_SERVICE_NAME,
  ]),
);
const integrations = new Map(
  ofType<IntegrationProperties>(Api, "AWS::ApiGatewayV2::Integration").map(({ id, properties }) => [id, properties]),
);
const routes = ofType<RouteProperties>(Api, "AWS::ApiGatewayV2::Route").map(({ properties }) => properties);

test("every route reaches its function, and there is no other route", () => {
  const found = routes.map((route) => [route.RouteKey, keys.get(functionOf(route))]);
  expect(Object.fromEntries(found)).toEqual(expected);
  expect(found).toHaveLength(Object.keys(expected).length);
});

test("each of the five setup endpoints is a literal route to a function of its own", () => {
  const setup = routes.filter((route) => /\/sections\/[a-z-]+\/setup$/.test(route.RouteKey));
  expect(new Set(setup.map(functionOf)).size).toBe(5);
});

test("functions get payload format 2.0 as a proxy", () => {
  for (const properties of integrations.values()) {
    expect(properties).toMatchObject({ PayloadFormatVersion: "2.0", IntegrationType: "AWS_PROXY" });
  }
});

test("only the ingress and the API's description are open, all else needs the caller's token", () => {
  const open = routes.filter((route) => route.AuthorizationType === "NONE").map((route) => route.RouteKey);
  expect(open.sort()).toEqual(["GET /v3/rest/success/openapi.json", "POST /v3/rest/success/webhooks/stripe/{connectionId}"]);
  const [authorizer] = ofType(Api, "AWS::ApiGatewayV2::Authorizer");
  for (const route of routes.filter((one) => one.AuthorizationType !== "NONE")) {
    expect(route.AuthorizationType).toBe("JWT");
    expect(target(route.AuthorizerId)).toBe(authorizer?.id);
  }
});

test("the API is throttled and writes an access log", () => {
  const [stage] = ofType(Api, "AWS::ApiGatewayV2::Stage");
  expect(stage?.properties).toMatchObject({
    StageName: "$default",
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    AccessLogSettings: { DestinationArn: { "Fn::GetAtt": [expect.stringMatching(/^ApiLogs/), "Arn"] } },
  });
});

test("a route lets API Gateway call its function for its own path alone", () => {
  const permissions = ofType<{ SourceArn: unknown; Principal: string }>(Api, "AWS::Lambda::Permission");
  const paths = permissions.map(({ properties }) => JSON.stringify(properties.SourceArn).match(/\/\*\/\*(\/v3[^"]*)/)?.[1] ?? "");
  expect(permissions.every(({ properties }) => properties.Principal === "apigateway.amazonaws.com")).toBe(true);
  expect(paths.sort()).toEqual(routes.map((route) => route.RouteKey.replace(/^\w+ /, "")).sort());
});

function functionOf(route: RouteProperties): string {
  return target(integrations.get(target(route.Target) ?? "")?.IntegrationUri) ?? "";
}
