import { Failure } from "./failure.ts";

const largestBodyBytes = 256 * 1024;
const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

type BodyEvent = { headers: Record<string, string | undefined>; body?: string; isBase64Encoded: boolean };

/** The raw bytes of a request's body as text. */
export const rawBody = ({ body = "", isBase64Encoded }: BodyEvent): string =>
  isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;

/** Parses a JSON body. Throws 413 above 256 KB, 415 without a JSON content type, 400 when it is no JSON. */
export const readJsonBody = (event: BodyEvent): unknown => {
  const body = rawBody(event);
  if (Buffer.byteLength(body) > largestBodyBytes) throw new Failure("body_too_large", { detail: "A body has at most 256 KB" });
  if (!jsonType.test(event.headers["content-type"] ?? "")) throw new Failure("unsupported_media_type");
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Failure("invalid_request", { detail: "The body is not JSON", cause });
  }
};
