import type * as z from "zod/mini";

/** What a caller may do; each role includes the ones before it. */
export const roles = ["viewer", "member", "admin"] as const;
export type Role = (typeof roles)[number];

/** True when `role` includes `needed`. */
export const includesRole = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One endpoint: what it takes, what it answers and who may call it. The OpenAPI document, the typed client and the running handler
 * are all made from this. `gate` "open" answers a workspace whose flag is off; "admin" answers its admins. `ifMatch` says which
 * validator the endpoint holds `If-Match` against; without it the header is not read.
 */
export type Endpoint<
  Query extends z.core.$ZodType = z.core.$ZodType,
  Params extends z.core.$ZodType = z.core.$ZodType,
  Body extends z.core.$ZodType = z.core.$ZodType,
  Answer extends z.core.$ZodType = z.core.$ZodType,
> = {
  method: Method;
  path: string;
  summary: string;
  role: Role;
  gate: "flag" | "open" | "admin";
  status: 200 | 201;
  query: Query;
  params: Params;
  body: Body | undefined;
  ifMatch: string | undefined;
  answer: Answer;
};

/** The path under which every endpoint lies. */
export const basePath = "/v3/rest/success";
