import { type App, CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { acknowledge } from "../acknowledge.ts";
import { constructId } from "../construct-id.ts";
import { type Front, makeFront } from "../constructs/front.ts";
import { type FunctionContext, makeFunction } from "../constructs/function.ts";
import { makeIdentity } from "../constructs/identity.ts";
import { allFunctions } from "../functions.ts";
import { routes } from "../routes.ts";
import type { StageSettings } from "../stages.ts";
import type { Data } from "./data.ts";

export type ApiStack = Front & { stack: Stack; issuer: string; clientId: string };

/**
 * Makes the HTTP API with its functions, the sign-in and CloudFront in front of both. They are one stack because they need
 * each other in a ring: CloudFront the API's address, the sign-in client CloudFront's, the routes the client's id.
 */
export function apiStack(app: App, settings: StageSettings, data: Data, bundles: string): ApiStack {
  const stack = new Stack(app, `Success-${settings.stage}-Api`, { description: "Success: HTTP API, sign-in and CloudFront" });
  const api = new HttpApi(stack, "Api", { description: `Success ${settings.stage}`, createDefaultStage: false });
  const identity = makeIdentity(stack, settings);
  const front = makeFront(stack, settings, api, identity.origins);
  const clientId = identity.clientFor(front.webUrl);
  makeStage(stack, settings, api);
  const authorizer = new HttpJwtAuthorizer("Jwt", identity.issuer, { jwtAudience: [clientId] });
  addRoutes({ stack, data, settings, bundles }, api, authorizer);
  new CfnOutput(stack, "WebUrl", { value: front.webUrl });
  new CfnOutput(stack, "Issuer", { value: identity.issuer });
  new CfnOutput(stack, "ClientId", { value: clientId });
  return { stack, ...front, issuer: identity.issuer, clientId };
}

function makeStage(stack: Stack, settings: StageSettings, api: HttpApi): void {
  const logGroup = new LogGroup(stack, "ApiLogs", {
    logGroupName: `/success/${settings.stage}/api`,
    retention: settings.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const { ratePerSecond, burst } = settings.throttle;
  new HttpStage(stack, "Stage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    throttle: { rateLimit: ratePerSecond, burstLimit: burst },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: AccessLogFormat.custom(JSON.stringify(accessLog)) },
  });
}

const accessLog = {
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  routeKey: "$context.routeKey",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  bytes: "$context.responseLength",
  ip: "$context.identity.sourceIp",
  error: "$context.error.message",
  authorizer: "$context.authorizer.error",
  integration: "$context.integrationErrorMessage",
};

function addRoutes(context: FunctionContext, api: HttpApi, authorizer: HttpJwtAuthorizer): void {
  const all = routes();
  for (const { key, spec } of allFunctions()) {
    const own = all.filter((route) => route.key === key);
    if (own.length === 0) continue;
    const integration = new HttpLambdaIntegration(constructId(key), makeFunction(context, key, spec));
    for (const { method, path, open } of own) {
      const made = api.addRoutes({
        path,
        methods: Object.values(HttpMethod).filter((known) => known === method),
        integration,
        authorizer: open === undefined ? authorizer : new HttpNoneAuthorizer(),
      });
      if (open !== undefined) for (const route of made) acknowledge(route, "APIG4", open);
    }
  }
}
