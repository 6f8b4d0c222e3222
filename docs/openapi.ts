import { toJSONSchema } from "zod";
import type * as z from "zod/mini";
import { basePath, type Endpoint } from "#lib/http/endpoint.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { failures } from "#lib/http/failure.ts";
import { Problem } from "#lib/http/problem.ts";

/** A JSON object of the document. */
export type Json = { [key: string]: unknown };

const schemaOf = (schema: z.core.$ZodType, io: "input" | "output"): Json => {
  const { $schema: _draft, ...rest } = toJSONSchema(schema, { io, unrepresentable: "any" }) as Json; // safe: a JSON schema is a JSON object
  return rest;
};

const parametersOf = (endpoint: Endpoint): Json[] =>
  (["path", "query"] as const).flatMap((where) => {
    const schema = schemaOf(where === "path" ? endpoint.params : endpoint.query, "input");
    const properties = (schema.properties ?? {}) as Json; // safe: the schema of a strictObject
    const required = (schema.required ?? []) as string[]; // safe: as above
    return Object.entries(properties).map(([name, property]) => ({
      name,
      in: where,
      required: where === "path" || required.includes(name),
      schema: property,
    }));
  });

/** Headers that change what a write does. */
const headersOf = ({ method, ifMatch }: Endpoint): Json[] => {
  if (method === "GET") return [];
  const key = "The same key with the same request answers what was answered before, for 24 hours; with another request 409.";
  const match = ifMatch && `One or more entity tags, or \`*\`; when none is the present one, 412 and nothing is written. ${ifMatch}`;
  const header = (name: string, description: string) => ({ name, in: "header", required: false, description, schema: { type: "string" } });
  return [header("Idempotency-Key", key), ...(match ? [header("If-Match", match)] : [])];
};

const operationId = ({ method, path }: Endpoint): string =>
  [method.toLowerCase(), ...path.split(/[^a-z0-9]+/i).filter(Boolean)]
    .map((word, position) => (position === 0 ? word : capital(word)))
    .join("");

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const operationOf = (endpoint: Endpoint): Json => ({
  operationId: operationId(endpoint),
  summary: endpoint.summary,
  tags: [endpoint.path.split("/")[1]],
  "x-role": endpoint.role,
  parameters: [...parametersOf(endpoint), ...headersOf(endpoint)],
  ...(endpoint.body
    ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(endpoint.body, "input") } } } }
    : {}),
  responses: {
    [endpoint.status]: { description: "OK", content: { "application/json": { schema: schemaOf(endpoint.answer, "output") } } },
    default: { description: "A problem", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
  },
});

/** The OpenAPI 3.1 document of the API, made from the schemas that the running handlers parse with. */
export const buildOpenApi = (): Json => {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = `${basePath}${endpoint.path}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Success",
      version: "3",
      description: "The HTTP interface of Success. Every call carries a token; the token names the workspace.",
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Problem: schemaOf(Problem, "output") },
    },
    "x-problems": failures,
  };
};
