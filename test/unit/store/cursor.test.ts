import fc from "fast-check";
import { expect, test } from "vitest";
import { readCursor, writeCursor } from "#lib/store/cursor.ts";

test("a cursor gives back its position for the same query alone", () => {
  fc.assert(fc.property(fc.string({ minLength: 1 }), (position) => readCursor(writeCursor(position, ["a"]), ["a"]) === position));
  expect(() => readCursor(writeCursor("x", ["a"]), ["b"])).toThrow(expect.objectContaining({ code: "invalid_cursor" }));
});

test("any other text is an invalid cursor, never an error of ours", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readCursor(text, ["a"])).toThrow(expect.objectContaining({ code: "invalid_cursor" }));
    }),
  );
});
