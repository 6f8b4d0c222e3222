import { join } from "node:path";
import { type App, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type ILogGroup, LogGroup } from "aws-cdk-lib/aws-logs";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import { acknowledge } from "../acknowledge.ts";
import { basePath } from "../routes.ts";
import type { StageSettings } from "../stages.ts";
import type { ApiStack } from "./api.ts";

/** Puts the page's files and its `config.json` into the site's bucket. `files` is the folder that Vite built. */
export function webStack(app: App, settings: StageSettings, api: ApiStack, files: string): Stack {
  const stack = new Stack(app, `Success-${settings.stage}-Web`, { description: "Success: the page's files" });
  const logGroup = new LogGroup(stack, "DeploymentLogs", {
    logGroupName: `/success/${settings.stage}/web-deployment`,
    retention: settings.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(stack, "DeploymentRole", {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: { Logs: logPolicy(logGroup) },
  });
  const target = {
    role,
    destinationBucket: api.site,
    logGroup,
    prune: false,
    retainOnDelete: settings.keepData,
    memoryLimit: 512,
  } as const;
  // Names of assets hold a hash of their content. Older ones stay for pages that are open during a deployment.
  const assets = new BucketDeployment(stack, "Assets", {
    ...target,
    sources: [Source.asset(join(files, "assets"))],
    destinationKeyPrefix: "assets",
    cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
  });
  const page = new BucketDeployment(stack, "Page", {
    ...target,
    sources: [Source.asset(files, { exclude: ["assets", ".vite"] }), Source.jsonData("config.json", webConfig(settings, api))],
    cacheControl: [CacheControl.noCache()],
    distribution: api.distribution,
    distributionPaths: ["/index.html", "/config.json"],
  });
  page.node.addDependency(assets);
  acknowledgeFindings(stack, role, api);
  return stack;
}

/** Decides what the page learns about its stage before anyone has signed in. */
function webConfig(settings: StageSettings, api: ApiStack) {
  return { stage: settings.stage, apiBase: basePath, issuer: api.issuer, clientId: api.clientId, scope: "openid email profile" };
}

function logPolicy(logGroup: ILogGroup): PolicyDocument {
  const actions = ["logs:CreateLogStream", "logs:PutLogEvents"];
  return new PolicyDocument({ statements: [new PolicyStatement({ actions, resources: [logGroup.logGroupArn] })] });
}

function acknowledgeFindings(stack: Stack, role: Role, api: ApiStack): void {
  const site = stack.resolve(api.stack.exportValue(api.site.bucketArn))["Fn::ImportValue"];
  const copies = "CDK's own deployment function copies files from CDK's asset bucket into the site's bucket, during a deployment alone.";
  for (const action of ["GetObject*", "GetBucket*", "List*", "DeleteObject*", "Abort*"])
    acknowledge(role, `IAM5[Action::s3:${action}]`, copies);
  acknowledge(role, "IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]", copies);
  acknowledge(role, `IAM5[Resource::${site}/*]`, copies);
  acknowledge(
    role,
    "IAM5[Resource::*]",
    "CDK lets its deployment function invalidate any distribution; it is called with this stage's alone.",
  );
  acknowledge(stack, "L1", "The one function here is CDK's own, whose runtime comes with aws-cdk-lib.");
}
