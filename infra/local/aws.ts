import type * as z from "zod/mini";
import { isObject, parseJson } from "./json.ts";

/** The one account and region of the local cloud; the account is fauxqs' own. */
export const account = "000000000000";
export const region = "eu-west-1";

/** What every SDK client and function uses to sign; the engines check no signature. */
export const credentials = { accessKeyId: "local", secretAccessKey: "local" };

/**
 * Calls one of the local engines over AWS's JSON protocol. `target` is for example `DynamoDB_20120810.CreateTable`. Rejects with an
 * error whose name is AWS's error code.
 */
export async function callAws<T>(endpoint: string, target: string, input: unknown, output: z.ZodMiniType<T>): Promise<T> {
  const service = target.startsWith("DynamoDB") ? "dynamodb" : "local";
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": target,
    "x-amz-date": "20200101T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20200101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(input) });
  const answer = parseJson(await response.text());
  if (response.ok) return output.parse(answer);
  const { __type, message, Message } = isObject(answer) ? answer : {}; // DynamoDB Local writes a capital
  throw awsError(__type === undefined ? undefined : String(__type).split("#").at(-1), message ?? Message);
}

/** Makes the error that a stand-in answers with, and that `callAws` rejects with. */
export function awsError(code = "InternalFailure", message: unknown = code): Error {
  const error = new Error(String(message));
  error.name = code;
  return error;
}
