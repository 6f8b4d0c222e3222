import * as z from "zod/mini";
import { Failure, type FieldError } from "./failure.ts";

/** Parses one part of a request. Throws `invalid_request` that names every field that is wrong, by JSON pointer under `prefix`. */
export const readInput = <Schema extends z.core.$ZodType>(schema: Schema, input: unknown, prefix: string): z.output<Schema> => {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => toFieldErrors(issue, prefix));
  throw new Failure("invalid_request", { detail: errors.map((error) => `${error.pointer}: ${error.message}`).join("; "), errors });
};

const toFieldErrors = (issue: z.core.$ZodIssue, prefix: string): FieldError[] => {
  const pointer = [prefix, ...issue.path.map(String).map(escapePointer)].join("/");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${escapePointer(key)}`,
      code: "unknown_field",
      message: "This field is not known",
    }));
  }
  return [{ pointer, code: issue.code, message: issue.message }];
};

/** RFC 6901. */
const escapePointer = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");
