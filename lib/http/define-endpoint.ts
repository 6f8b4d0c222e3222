import * as z from "zod/mini";
import type { Endpoint, Method, Role } from "./endpoint.ts";

const nothing = z.strictObject({});
type Nothing = typeof nothing;

type Options<Query, Params, Body, Answer> = {
  summary: string;
  answer: Answer;
  query?: Query;
  params?: Params;
  body?: Body;
  ifMatch?: string;
  role?: Role;
  gate?: "flag" | "open" | "admin";
  status?: 200 | 201;
};

/** Declares an endpoint. Defaults: a viewer may call it, the flag must be on, no query, no parameters, status 200. */
export const defineEndpoint = <
  Answer extends z.core.$ZodType,
  Query extends z.core.$ZodType = Nothing,
  Params extends z.core.$ZodType = Nothing,
  Body extends z.core.$ZodType = Nothing,
>(
  method: Method,
  path: string,
  options: Options<Query, Params, Body, Answer>,
): Endpoint<Query, Params, Body, Answer> => ({
  method,
  path,
  summary: options.summary,
  role: options.role ?? (method === "GET" ? "viewer" : "member"),
  gate: options.gate ?? "flag",
  status: options.status ?? 200,
  query: (options.query ?? nothing) as Query, // safe: without a schema, Query is Nothing
  params: (options.params ?? nothing) as Params, // safe: without a schema, Params is Nothing
  body: options.body,
  ifMatch: options.ifMatch,
  answer: options.answer,
});
