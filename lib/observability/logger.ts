import { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";

/** Structured logs of one function. Customers' data is never logged: ids, counts and reasons only. */
export const logger = new Logger();

/** Begins the log of one HTTP request: nothing of the request before it stays. */
export const beginRequest = (event: { routeKey: string; requestContext: { requestId: string } }, context: Context): void => {
  logger.resetKeys();
  logger.addContext(context);
  logger.appendKeys({ route: event.routeKey, requestId: event.requestContext.requestId });
};
