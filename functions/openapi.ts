import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { etagOf, isKnown } from "#lib/http/etag.ts";
import document from "../docs/reference/openapi.json" with { type: "json" };

const body = JSON.stringify(document);
const etag = etagOf(body);
const headers = { "content-type": "application/json", "cache-control": "public, max-age=300", etag };

/** The API's own description; it holds nothing of any workspace, so it needs no token. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
  isKnown(etag, event.headers["if-none-match"]) ? { statusCode: 304, headers } : { statusCode: 200, headers, body };
