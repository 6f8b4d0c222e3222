import type { Problem } from "./types.ts";

/** A request that did not end well. `status` 0 = the network gave no answer. `code` is one of the API's, or `unauthorized`, `offline`, `gateway`. */
export type ApiFailure = Error & {
  name: "ApiFailure";
  status: number;
  code: string;
  requestId: string | null;
  fields: Problem["errors"];
};

/** Makes the failure that a query throws. */
export const apiFailure = (given: {
  status: number;
  code: string;
  title: string;
  requestId?: string;
  fields?: Problem["errors"];
}): ApiFailure =>
  Object.assign(new Error(given.title), {
    name: "ApiFailure" as const,
    status: given.status,
    code: given.code,
    requestId: given.requestId ?? null,
    fields: given.fields ?? [],
  });

/** True for what `apiFailure` made. */
export const isApiFailure = (error: unknown): error is ApiFailure => error instanceof Error && error.name === "ApiFailure";

/** Reads a failed answer: a problem document, or the gateway's `{ message }`. */
export const toApiFailure = (body: unknown, response: Response): ApiFailure => {
  const { status } = response;
  if (isProblem(body)) return apiFailure({ status, code: body.code, title: body.detail, requestId: body.instance, fields: body.errors });
  return apiFailure({ status, code: status === 401 ? "unauthorized" : "gateway", title: `The gateway answered ${status}` });
};

const isProblem = (body: unknown): body is Problem => typeof body === "object" && body !== null && "code" in body && "instance" in body;
