import { type App, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { EventBus } from "aws-cdk-lib/aws-events";
import { AnyPrincipal, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { accessLogBucket, privateBucket } from "../constructs/buckets.ts";
import { makeTable } from "../constructs/table.ts";
import type { StageSettings } from "../stages.ts";

export type Data = { stack: Stack; table: TableV2; key: Key; bus: EventBus; exports: Bucket };

/** Makes what outlives a deployment: table, key, bus and the bucket of exports. */
export function dataStack(app: App, settings: StageSettings): Data {
  const stack = new Stack(app, `Success-${settings.stage}-Data`, { description: "Success: table, key, bus and exports" });
  const key = new Key(stack, "Key", {
    description: `Success ${settings.stage}: the table at rest and the credentials of connections`,
    enableKeyRotation: true,
    removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  key.addToResourcePolicy(throughDynamo(stack));
  const table = makeTable(stack, key, settings.keepData);
  const bus = new EventBus(stack, "Bus");
  const logs = accessLogBucket(stack, "ExportsAccessLogs", settings);
  const exports = privateBucket(stack, "Exports", settings, {
    lifecycleRules: [{ expiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    serverAccessLogsBucket: logs,
  });
  return { stack, table, key, bus, exports };
}

// Who may read an item is said by each function's role alone; whoever may, may have it decrypted by DynamoDB, and by nothing else.
function throughDynamo(stack: Stack): PolicyStatement {
  return new PolicyStatement({
    sid: "TableAtRest",
    principals: [new AnyPrincipal()],
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey", "kms:CreateGrant"],
    resources: ["*"],
    conditions: { StringEquals: { "kms:CallerAccount": stack.account, "kms:ViaService": `dynamodb.${stack.region}.amazonaws.com` } },
  });
}
