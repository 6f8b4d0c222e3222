import createClient, { type Middleware } from "openapi-fetch";
import type { Config } from "../config.ts";
import { apiFailure, toApiFailure } from "./failure.ts";
import type { paths } from "./schema.d.ts";

const basePath = "/v3/rest/success";

export type Api = ReturnType<typeof createApi>;
type Credentials = { token: () => string | undefined; onRefused: () => void };

/** Makes the typed client. It sends the ID token, and reports a 401 so that the person signs in again. */
export const createApi = (config: Config, credentials: Credentials) => {
  const client = createClient<paths>({ baseUrl: config.apiBase.slice(0, -basePath.length) });
  client.use(authorization(credentials));
  return client;
};

const authorization = ({ token, onRefused }: Credentials): Middleware => ({
  onRequest: ({ request }) => {
    const bearer = token();
    if (bearer) request.headers.set("authorization", `Bearer ${bearer}`);
    return request;
  },
  onResponse: ({ response }) => {
    if (response.status === 401) onRefused();
  },
  onError: () => apiFailure({ status: 0, code: "offline", title: "The server gave no answer" }),
});

type Result<T> = { data?: T | undefined; error?: unknown; response: Response };

/** Unwraps an answer of the client; throws an `ApiFailure` for everything that is not one. */
export const answerOf = async <T>(request: Promise<Result<T>>): Promise<T> => {
  const { data, error, response } = await request;
  if (response.ok && data !== undefined) return data;
  throw toApiFailure(error, response);
};
