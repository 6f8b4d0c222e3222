import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** Counts requests as they leave the client, retries included. `take` answers the names of those since the last time, e.g. `Query`. */
export function countRequests(client: DynamoDBDocumentClient): { take(): string[] } {
  let sent: string[] = [];
  client.middlewareStack.add(
    (next, { commandName = "unknown" }) =>
      (args) => {
        sent.push(commandName.replace(/Command$/, ""));
        return next(args);
      },
    // The lowest priority of this step comes after the middleware that tries again.
    { step: "finalizeRequest", priority: "low", name: "countRequests" },
  );
  return {
    take: () => {
      const taken = sent;
      sent = [];
      return taken;
    },
  };
}
