import middy from "@middy/core";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Provider, WebhookAddress } from "../connections/connection.ts";
import type { Vault } from "../connectors/vault.ts";
import { beginRequest, logger } from "../observability/logger.ts";
import { findWebhookAddress } from "../store/connections.ts";
import type { Table } from "../store/table.ts";
import { type Instant, readClock } from "../time/instant.ts";
import { Failure } from "./failure.ts";
import { type HttpResult, problemResult } from "./problem-result.ts";
import { rawBody } from "./read-body.ts";

const largestWebhookBytes = 5 * 1024 * 1024;

/** A webhook as its provider's code gets it: the raw body, and every active secret of the connection that the path names. */
export type ReceivedWebhook = {
  body: string;
  headers: Record<string, string | undefined>;
  address: WebhookAddress;
  secrets: string[];
  requestId: string;
  now: Instant;
};

type Ingress = { table: Table; provider: Provider; vault: Vault; receive: (webhook: ReceivedWebhook) => Promise<void> };

/**
 * The ingress of one provider: find the connection, verify, publish, answer 200. It never dedupes. A connection that does not exist,
 * and one of another provider, answer 404 alike. When the bus refuses, it answers 5xx, so the provider sends again.
 */
export const webhook = (ingress: Ingress) =>
  middy<APIGatewayProxyEventV2, HttpResult>()
    .before(({ event, context }) => beginRequest(event, context))
    .onError((request) => {
      request.response = problemResult(request.error, request.event.requestContext.requestId);
    })
    .handler(async (event) => {
      const body = rawBody(event);
      if (Buffer.byteLength(body) > largestWebhookBytes) throw new Failure("body_too_large", { detail: "A webhook has at most 5 MB" });
      const address = await findWebhookAddress(ingress.table, event.pathParameters?.connectionId ?? "");
      if (!address || address.provider !== ingress.provider) throw new Failure("not_found");
      logger.appendKeys({ workspaceId: address.workspaceId, connectionId: address.connectionId });
      const secrets = await Promise.all(address.secrets.map((secret) => ingress.vault.decrypt(secret, address)));
      await ingress.receive({
        body,
        headers: event.headers,
        address,
        secrets,
        requestId: event.requestContext.requestId,
        now: readClock(),
      });
      return { statusCode: 200, headers: { "content-type": "application/json" }, body: '{"received":true}' };
    });
