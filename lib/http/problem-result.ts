import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { logger } from "../observability/logger.ts";
import { toProblem } from "./problem.ts";

export type HttpResult = APIGatewayProxyStructuredResultV2;

/** The answer to an error; 5xx are logged with their cause, the rest are the caller's. */
export const problemResult = (error: unknown, requestId: string): HttpResult => {
  const problem = toProblem(error, requestId);
  if (problem.status >= 500) logger.error("request failed", { error: error instanceof Error ? error : new Error(String(error)) });
  else logger.info("request refused", { code: problem.code });
  return {
    statusCode: problem.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    body: JSON.stringify(problem),
  };
};
