import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { writeClientTypes } from "../../../docs/client-types.ts";
import { buildOpenApi } from "../../../docs/openapi.ts";

test("the committed API description and client types are those of the schemas: run npm run openapi", () => {
  const document = buildOpenApi();
  expect(JSON.parse(readFileSync("docs/reference/openapi.json", "utf8"))).toEqual(JSON.parse(JSON.stringify(document)));
  expect(readFileSync("web/src/api/schema.d.ts", "utf8")).toBe(writeClientTypes(document));
});

test("nothing in the client's types is left unknown but the fields of a revision", () => {
  const types = readFileSync("web/src/api/schema.d.ts", "utf8").replaceAll("Record<string, unknown>", "");
  expect(types).not.toMatch(/\bunknown\b(?!")/);
});
