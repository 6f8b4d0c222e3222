import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import document from "../docs/reference/openapi.json" with { type: "json" };

const body = JSON.stringify(document);

/** The API's own description; it holds nothing of any workspace, so it needs no token. */
export const handler = async (): Promise<APIGatewayProxyStructuredResultV2> => ({
  statusCode: 200,
  headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
  body,
});
