import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Local, type LocalOptions, startLocal } from "#infra/local/local.ts";

type Resource = { Type: string; Properties: Record<string, unknown> };
type FunctionSource = { source: string; properties?: Record<string, unknown> };
export type MiniCloud = Local & { folder: string; log(title: string): string; stop(): Promise<void> };

/** The engine of a cloud without tables: nothing calls it. */
const noEngine = { endpoint: "http://127.0.0.1:9", prefix: "" };

/**
 * Runs a template of a few resources. `functions` are modules by their logical ids, which are their titles too; `folder` begins where an
 * earlier cloud ended, and is then left to the caller.
 */
export async function startMiniCloud(
  functions: Record<string, FunctionSource>,
  resources: Record<string, Resource> = {},
  { folder, ...options }: Partial<LocalOptions> & { folder?: string } = {},
): Promise<MiniCloud> {
  const place = folder ?? mkdtempSync(join(tmpdir(), "success-mini-"));
  const templatesDir = join(place, "cdk.out");
  const stateDir = join(place, "state");
  for (const [id, { source }] of Object.entries(functions)) {
    mkdirSync(join(templatesDir, `asset.${id}`), { recursive: true });
    writeFileSync(join(templatesDir, `asset.${id}/index.mjs`), source);
  }
  mkdirSync(templatesDir, { recursive: true });
  const all = { ...Object.fromEntries(Object.entries(functions).map(([id, fn]) => [id, functionResource(id, fn)])), ...resources };
  writeFileSync(join(templatesDir, "Mini.template.json"), JSON.stringify({ Resources: all }));
  const artifacts = { Mini: { type: "aws:cloudformation:stack", properties: { templateFile: "Mini.template.json" } } };
  writeFileSync(join(templatesDir, "manifest.json"), JSON.stringify({ artifacts }));
  const local = await startLocal({ templatesDir, stateDir, dynamodb: noEngine, report: () => {}, retryDelaysMs: [0, 0], ...options });
  const stop = async () => {
    await local.stop();
    if (!folder) rmSync(place, { recursive: true, force: true });
  };
  return { ...local, folder: place, log: (title) => readFileSync(join(stateDir, "logs", `${title}.log`), "utf8"), stop };
}

/** The resources that make functions answer routes; a route's function follows its key, after a lock when it wants a token. */
export function api(routes: Record<string, string>, issuer: string): Record<string, Resource> {
  const resources: Record<string, Resource> = {
    Api: { Type: "AWS::ApiGatewayV2::Api", Properties: {} },
    Jwt: {
      Type: "AWS::ApiGatewayV2::Authorizer",
      Properties: {
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Issuer: issuer, Audience: ["success-web"] },
      },
    },
  };
  for (const [index, [key, target]] of Object.entries(routes).entries()) {
    const id = target.replace("locked ", "");
    const locked = target === id ? {} : { AuthorizationType: "JWT", AuthorizerId: { Ref: "Jwt" } };
    resources[`Integration${index}`] = {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: { IntegrationUri: { "Fn::GetAtt": [id, "Arn"] }, PayloadFormatVersion: "2.0", TimeoutInMillis: 10_000 },
    };
    resources[`Route${index}`] = {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: { RouteKey: key, Target: { "Fn::Join": ["/", ["integrations", { Ref: `Integration${index}` }]] }, ...locked },
    };
  }
  return resources;
}

/** The resources that feed a function from a queue, `<id>Queue`, whose dead letters go to `<id>Dead`. */
export function queueFor(
  id: string,
  { maxReceiveCount = 3, batchSize = 10, windowSeconds = 0, visibilitySeconds = 1 } = {},
): Record<string, Resource> {
  return {
    [`${id}Dead`]: { Type: "AWS::SQS::Queue", Properties: {} },
    [`${id}Queue`]: {
      Type: "AWS::SQS::Queue",
      Properties: {
        VisibilityTimeout: visibilitySeconds + windowSeconds,
        RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": [`${id}Dead`, "Arn"] }, maxReceiveCount },
      },
    },
    [`${id}Source`]: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        EventSourceArn: { "Fn::GetAtt": [`${id}Queue`, "Arn"] },
        FunctionName: { Ref: id },
        BatchSize: batchSize,
        MaximumBatchingWindowInSeconds: windowSeconds,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
    },
  };
}

/** The ARN that a queue of the mini cloud has. */
export function queueArn(id: string): string {
  return `arn:aws:sqs:eu-west-1:000000000000:Mini-${id}`;
}

/** The bodies that lie in a queue for anyone to take. */
export function waitingIn(cloud: Local, id: string): string[] {
  return cloud.queues.queue(queueArn(id)).messages.map((message) => message.body);
}

function functionResource(id: string, { properties }: FunctionSource): Resource {
  return {
    Type: "AWS::Lambda::Function",
    Properties: {
      Code: { S3Bucket: "assets", S3Key: `${id}.zip` },
      Handler: "index.handler",
      Runtime: "nodejs24.x",
      Timeout: 5,
      MemorySize: 256,
      Environment: { Variables: { POWERTOOLS_SERVICE_NAME: id, ANSWER: "42" } },
      ...properties,
    },
  };
}
