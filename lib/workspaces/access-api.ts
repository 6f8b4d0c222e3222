import * as z from "zod/mini";
import { defineEndpoint } from "../http/define-endpoint.ts";

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
  answer: z.object({ items: z.array(AccessRequest) }),
  role: "admin",
  gate: "open",
});

export const patchAccessRequest = defineEndpoint("PATCH", "/access-requests/{id}", {
  summary: "Grant or refuse a request; granting turns the flag on",
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ status: z.enum(["granted", "refused"]) }),
  answer: AccessRequest,
  role: "admin",
  gate: "open",
});
