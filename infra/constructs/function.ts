import { existsSync } from "node:fs";
import { join } from "node:path";
import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { constructId } from "../construct-id.ts";
import type { FunctionSpec } from "../functions.ts";
import type { Data } from "../stacks/data.ts";
import type { StageSettings } from "../stages.ts";
import { rolePolicies } from "./policy.ts";

/** What every function of a stack shares; `bundles` is the folder that holds a folder for each key. */
export type FunctionContext = { stack: Stack; data: Data; settings: StageSettings; bundles: string };

/**
 * Makes one Lambda function with its own role and log group. Everything it may do is in its row of the table of functions:
 * the role takes no grants, so no construct adds a permission unseen.
 */
export function makeFunction(context: FunctionContext, key: string, spec: FunctionSpec, queue?: IQueue): LambdaFunction {
  const { stack, data, settings } = context;
  const scope = new Construct(stack, constructId(key));
  const logGroup = new LogGroup(scope, "Logs", {
    logGroupName: `/success/${settings.stage}/${key}`,
    retention: settings.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, "Role", {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: rolePolicies(spec, data, logGroup, queue),
  });
  acknowledge(role, "IAM5[Resource::*]", "X-Ray's two write actions have no resource to name; nothing else here is on *.");
  return new LambdaFunction(scope, "Function", {
    description: `Success ${settings.stage}: ${key}`,
    code: Code.fromAsset(bundleOf(key, context.bundles)),
    handler: "index.handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    role: role.withoutPolicyUpdates(),
    logGroup,
    tracing: Tracing.ACTIVE,
    timeout: Duration.seconds(spec.timeoutSeconds),
    memorySize: spec.memoryMb,
    environment: environment(key, spec, data, settings),
  });
}

function bundleOf(key: string, bundles: string): string {
  const folder = join(bundles, key);
  if (existsSync(join(folder, "index.mjs"))) return folder;
  throw new Error(`${key} has no bundle: is there a functions/${key}.ts, and did "npm run build" run?`);
}

function environment(key: string, spec: FunctionSpec, data: Data, settings: StageSettings): Record<string, string> {
  const urls = Object.entries(settings.providerUrls).map(([provider, url]) => [`SUCCESS_${provider.toUpperCase()}_URL`, url]);
  return {
    SUCCESS_STAGE: settings.stage,
    SUCCESS_TABLE: data.table.tableName,
    SUCCESS_BUS: data.bus.eventBusName,
    ...(spec.decrypts === undefined ? {} : { SUCCESS_KEY: data.key.keyArn }),
    SUCCESS_CATALOG: settings.catalog.join(","),
    SUCCESS_CLAIM_WORKSPACE: settings.claims.workspace,
    SUCCESS_CLAIM_ROLE: settings.claims.role,
    ...Object.fromEntries(urls),
    POWERTOOLS_SERVICE_NAME: key,
    POWERTOOLS_METRICS_NAMESPACE: "Success",
    POWERTOOLS_LOG_LEVEL: "INFO",
    NODE_OPTIONS: "--enable-source-maps",
  };
}
