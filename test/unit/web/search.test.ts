import fc from "fast-check";
import { expect, test } from "vitest";
import { toReturnPath } from "../../../web/src/auth/return-path.ts";
import { toListQuery } from "../../../web/src/pages/contracts/list-query.ts";
import { readContractsSearch } from "../../../web/src/pages/contracts/search.ts";
import { hasPage } from "../../../web/src/router/pages.ts";
import { parseSearch, stringifySearch } from "../../../web/src/router/search.ts";

test("an address keeps what it knows and drops the rest", () => {
  const search = { status: "past_due", source: "stripe", sort: "-mrr", row: "stripe:sub_1", q: "hooli", demo: "1" };
  expect(readContractsSearch(search)).toEqual({ status: "past_due", source: "stripe", sort: "-mrr", row: "stripe:sub_1" });
  expect(readContractsSearch({ status: "happy", source: "excel", sort: "colour", row: "" })).toEqual({});
});

test("the default order is not written into the address", () => {
  expect(readContractsSearch({ sort: "renewal" })).toEqual({});
  expect(toListQuery({})).toEqual({ sort: "renewal" });
});

test("what counts as active is no status of the API, so that the list asks for all", () => {
  expect(toListQuery({ status: "in_force", source: "stripe" })).toEqual({ sort: "renewal", source: "stripe" });
  expect(toListQuery({ status: "trialing", sort: "mrr" })).toEqual({ status: "trialing", sort: "mrr" });
});

test("search parameters survive the way into the address and back", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: "grapheme" })), (search) => {
      expect({ ...parseSearch(stringifySearch(search)) }).toEqual({ ...search });
    }),
  );
});

test("an id in the address stays readable", () => {
  expect(stringifySearch({ row: "stripe:sub_1" })).toBe("?row=stripe:sub_1");
  expect(stringifySearch({ nothing: undefined })).toBe("");
});

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "",
  7,
  undefined,
  "/signin/callback?code=1",
])("after a sign-in nobody is led to %s", (value) => {
  expect(toReturnPath(value)).toBe("/success");
});

test("after a sign-in people come back to the page they wanted", () => {
  expect(toReturnPath("/success/contracts?status=past_due")).toBe("/success/contracts?status=past_due");
});

test("a link is shown only to pages of this version", () => {
  expect(hasPage("/success/convert")).toBe(true);
  expect(hasPage("/success/convert?tab=settings")).toBe(false);
  expect(hasPage("/success/crm")).toBe(false);
});
