import { PolicyDocument, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { TableAccess } from "../access.ts";
import type { FunctionSpec } from "../functions.ts";
import type { Data } from "../stacks/data.ts";

/** Writes the policies of one function's role from its row in the table of functions, by the name of what they allow. */
export function rolePolicies(spec: FunctionSpec, data: Data, logs: ILogGroup, queue?: IQueue): Record<string, PolicyDocument> {
  const statements: Record<string, PolicyStatement[]> = {
    Logs: [allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logs.logGroupArn])],
    // X-Ray has no resources to name.
    Trace: [allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"])],
    Table: spec.table.map((access) => tableStatement(access, data.table.tableArn)),
    Publish: spec.publishes ? [allow(["events:PutEvents"], [data.bus.eventBusArn])] : [],
    Consume: queue === undefined ? [] : [allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [queue.queueArn])],
    Decrypt: spec.decrypts === undefined ? [] : [decryptStatement(spec.decrypts, data.key.keyArn)],
  };
  const used = Object.entries(statements).filter(([, list]) => list.length > 0);
  return Object.fromEntries(used.map(([name, list]) => [name, new PolicyDocument({ statements: list })]));
}

function allow(actions: string[], resources: string[], conditions: Record<string, Record<string, string | string[]>> = {}) {
  return new PolicyStatement({ actions, resources, conditions });
}

// Each action allowed here names its partition in the request, so "for all values" never holds for want of one.
function tableStatement(access: TableAccess, tableArn: string): PolicyStatement {
  const actions = access.actions.map((action) => `dynamodb:${action}`);
  const resources = access.indexes?.map((index) => `${tableArn}/index/${index}`) ?? [tableArn];
  const within = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [...access.keys] } };
  const without = access.except && { "ForAllValues:StringNotLike": { "dynamodb:LeadingKeys": [...access.except] } };
  return allow(actions, resources, { ...within, ...without });
}

function decryptStatement(provider: string, keyArn: string): PolicyStatement {
  return allow(["kms:Decrypt"], [keyArn], { StringEquals: { "kms:EncryptionContext:provider": provider } });
}
