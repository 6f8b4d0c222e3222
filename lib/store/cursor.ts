import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { Failure } from "../http/failure.ts";

const Position = z.strictObject({
  s: z.string().check(
    z.minLength(1),
    z.maxLength(900),
    z.refine((text) => text.isWellFormed()),
  ),
  q: z.string(),
});

/**
 * Cursors hold a sort position and a hash of the query, nothing else: the start key is rebuilt under the caller's own workspace, so a
 * forged cursor moves in the caller's own list at most.
 */
export const writeCursor = (sortPosition: string, query: unknown): string =>
  Buffer.from(JSON.stringify({ s: sortPosition, q: hashOf(query) })).toString("base64url");

/** The sort position of a cursor. Throws `invalid_cursor` when it is unreadable or was made for another query. */
export const readCursor = (cursor: string, query: unknown): string => {
  const position = z.safeParse(Position, parse(cursor));
  if (!position.success || position.data.q !== hashOf(query)) throw new Failure("invalid_cursor");
  return position.data.s;
};

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
};

const hashOf = (query: unknown): string => createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, 12);
