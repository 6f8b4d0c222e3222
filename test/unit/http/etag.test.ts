import { expect, test } from "vitest";
import { etagOf, isNamed } from "#lib/http/etag.ts";

const etag = etagOf("body");

test.each([
  ["the tag itself", etag, true],
  ["the tag in a list", `"a", ${etag} ,"b"`, true],
  ["any", "*", true],
  ["the tag as a weak one", `W/${etag}`, false],
  ["another", etagOf("other"), false],
  ["the tag without quotes", etag.slice(1, -1), false],
  ["nothing", "", false],
])("If-Match with %s", (_what, header, named) => expect(isNamed(etag, header)).toBe(named));
