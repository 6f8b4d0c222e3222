import { Logger } from "@aws-lambda-powertools/logger";

/** Structured logs of one function. Customers' data is never logged: ids, counts and reasons only. */
export const logger = new Logger();
