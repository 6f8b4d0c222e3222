import { serve } from "#infra/local/http-server.ts";
import { isObject, type Json, parseJson } from "#infra/local/json.ts";
import type { LocalOptions } from "#infra/local/local.ts";

/** One access as IAM judges it: a transaction or batch is one access for each of its items. */
export type RecordedCall = {
  function: string;
  action: string;
  resource?: unknown;
  index?: unknown;
  leadingKey?: unknown;
  encryptionContext?: unknown;
};
type Access = Omit<RecordedCall, "function">;

const services: Record<string, string> = { DynamoDB_20120810: "DYNAMODB", AmazonSQS: "SQS", AWSEvents: "EVENTBRIDGE", TrentService: "KMS" };

/**
 * Makes what stands between functions and engines (`startLocal({ between })`) and hands every AWS call of a function to `record`.
 * `partitionKey` is the table's.
 */
export function recordCalls(record: (call: RecordedCall) => void, partitionKey: string): NonNullable<LocalOptions["between"]> {
  return async (endpoints) => {
    const { origin, stop } = await serve(0, async ({ method, path, query, headers, body }) => {
      const [service = "", action = ""] = (headers["x-amz-target"] ?? "").split(".");
      const input = parseJson(body.toString());
      const caller = callerOf(headers.authorization);
      for (const call of accesses(service, action, isObject(input) ? input : {}, partitionKey)) record({ function: caller, ...call });
      const target = `${endpoints[services[service] ?? "S3"]}${path}${query && `?${query}`}`;
      const answer = await fetch(target, { method, headers: without(headers), ...(body.length > 0 ? { body: new Uint8Array(body) } : {}) });
      return { status: answer.status, headers: without(Object.fromEntries(answer.headers)), body: Buffer.from(await answer.arrayBuffer()) };
    });
    return { endpoints: Object.fromEntries(Object.keys(endpoints).map((name) => [name, origin])), stop };
  };
}

// Each function signs with its title in hexadecimal.
function callerOf(authorization = ""): string {
  return Buffer.from(/Credential=([0-9a-f]+)\//.exec(authorization)?.[1] ?? "", "hex").toString();
}

const ofOneHop = ["host", "connection", "keep-alive", "content-length", "transfer-encoding", "expect"];

function without(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofOneHop.includes(name)));
}

function accesses(service: string, action: string, input: Json, partitionKey: string): Access[] {
  if (service === "TrentService") return [{ action: `kms:${action}`, resource: input.KeyId, encryptionContext: input.EncryptionContext }];
  if (service === "AWSEvents") return objects(input.Entries).map((entry) => ({ action: `events:${action}`, resource: entry.EventBusName }));
  if (services[service] !== "DYNAMODB") return [{ action: `${service || "s3"}:${action}` }];
  const read = (name: string, part: Json) => tableAccess(name, part, partitionKey);
  if (action.startsWith("Transact")) {
    const kinds = objects(input.TransactItems).flatMap((item) => Object.entries(item));
    return kinds.map(([kind, part]) => read(kind === "ConditionCheck" ? "ConditionCheckItem" : `${kind}Item`, isObject(part) ? part : {}));
  }
  if (!isObject(input.RequestItems)) return [read(action, input)];
  return Object.entries(input.RequestItems).flatMap(([TableName, part]) => {
    const keys = isObject(part)
      ? objects(part.Keys).map((Key) => ({ Key }))
      : objects(part).flatMap((write) => objects(Object.values(write)));
    return keys.map((key) => read(action, { TableName, ...key }));
  });
}

function tableAccess(action: string, input: Json, partitionKey: string): Access {
  const item = [input.Key, input.Item].find(isObject);
  const placeholder = /=\s*(:\w+)/.exec(String(input.KeyConditionExpression))?.[1] ?? "";
  const values = isObject(input.ExpressionAttributeValues) ? input.ExpressionAttributeValues : {};
  const attribute = item ? item[partitionKey] : values[placeholder];
  return {
    action: `dynamodb:${action}`,
    resource: input.TableName,
    index: input.IndexName,
    leadingKey: isObject(attribute) ? attribute.S : undefined,
  };
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
