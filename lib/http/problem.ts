import * as z from "zod/mini";
import { Failure, type FailureCode, failures, isFailure } from "./failure.ts";

/** The list of problems stands in the API description; a type points into it. */
const reference = "/v3/rest/success/openapi.json#/x-problems/";

/** RFC 9457 problem document, the body of every failed answer. `instance` is the request id that the logs carry. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
});
export type Problem = z.infer<typeof Problem>;

/** The problem document of an error. Anything that is no Failure becomes `internal`, with nothing of it leaked. */
export const toProblem = (error: unknown, requestId: string): Problem => {
  const failure = isFailure(error) ? error : new Failure(isTransient(error) ? "unavailable" : "internal");
  const { status, title } = failures[failure.code];
  return {
    type: `${reference}${failure.code}`,
    title,
    status,
    code: failure.code satisfies FailureCode,
    detail: failure.message,
    instance: requestId,
    errors: [...failure.errors],
  };
};

const transient = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "TransactionInProgressException",
  "InternalServerError",
  "ServiceUnavailable",
  "TimeoutError",
]);

const isTransient = (error: unknown): boolean => error instanceof Error && transient.has(error.name);
