import * as z from "zod/mini";
import { defineEndpoint } from "../http/define-endpoint.ts";
import { Limit } from "../http/list-query.ts";

/** Somebody of a locked workspace asks for Success. One request a person; asking again replaces the reason. */
export const AccessRequest = z.object({
  id: z.string(),
  sub: z.string(),
  name: z.string(),
  email: z.string(),
  reason: z.string(),
  status: z.enum(["requested", "granted", "refused"]),
  requestedAt: z.string(),
  decidedAt: z.nullable(z.string()),
  decidedBy: z.nullable(z.string()),
  version: z.int(),
});
export type AccessRequest = z.infer<typeof AccessRequest>;

const AccessRequestsQuery = z.strictObject({ limit: Limit, cursor: z.optional(z.string()) });
export type AccessRequestsQuery = z.output<typeof AccessRequestsQuery>;

const Email = z.email().check(z.maxLength(254));

export const postAccessRequest = defineEndpoint("POST", "/access-requests", {
  summary: "Ask for Success to be turned on",
  body: z.strictObject({ email: Email, reason: z.string().check(z.maxLength(2000)) }),
  answer: AccessRequest,
  role: "viewer",
  gate: "open",
  status: 201,
});

export const listAccessRequests = defineEndpoint("GET", "/access-requests", {
  summary: "Who asked, newest first",
  query: AccessRequestsQuery,
  answer: z.object({
    items: z.array(AccessRequest),
    nextCursor: z.nullable(z.string()),
    asOf: z.nullable(z.string()).check(z.describe("Always null: the list rests on no source")),
  }),
  role: "admin",
  gate: "open",
});

export const patchAccessRequest = defineEndpoint("PATCH", "/access-requests/{id}", {
  summary: "Grant or refuse a request; granting turns the flag on",
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({
    status: z.enum(["granted", "refused"]),
    version: z.optional(z.int().check(z.describe("The version that was read; another one at present answers 412"))),
  }),
  ifMatch: "The ETag that the request's POST or its last PATCH answered. Who read it in the list sends its `version` instead.",
  answer: AccessRequest,
  role: "admin",
  gate: "open",
});
