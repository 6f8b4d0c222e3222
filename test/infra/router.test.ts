import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { apiContentSecurityPolicy } from "#infra/csp.ts";

type Query = Record<string, { value: string; multiValue?: { value: string }[] }>;

const source = readFileSync(join(import.meta.dirname, "../../infra/edge/router.js"), "utf8");

/** Runs the router as CloudFront does, on a request for one path. */
function route(uri: string, querystring: Query = {}): unknown {
  const event = { request: { method: "GET", uri, querystring, headers: {} } };
  return JSON.parse(runInNewContext(`${source}\nJSON.stringify(handler(event))`, { event }));
}

test.each([
  ["/", "/index.html"],
  ["/success", "/index.html"],
  ["/success/contracts", "/index.html"],
  ["/success/contracts/", "/index.html"],
  ["/success/customers/example.com", "/index.html"],
  ["/success-unlock", "/index.html"],
  ["/success/releases/old", "/index.html"],
  ["/assets/page-12345678.js", "/assets/page-12345678.js"],
  ["/favicon.svg", "/favicon.svg"],
  ["/config.json", "/config.json"],
  ["/index.html", "/index.html"],
  ["/v3/rest/success/session", "/v3/rest/success/session"],
  ["/v3/rest/success/no-such-route", "/v3/rest/success/no-such-route"],
])("%s is served from %s", (path, file) => {
  expect(route(path)).toMatchObject({ uri: file });
});

test.each([["/success/releases"], ["/success/releases/"]])(
  "%s has moved to close-the-loop for good, with the security headers that no policy adds",
  (path) => {
    expect(route(path)).toEqual({
      statusCode: 308,
      statusDescription: "Permanent Redirect",
      headers: {
        location: { value: "/success/close-the-loop" },
        "content-security-policy": { value: apiContentSecurityPolicy },
        "referrer-policy": { value: "same-origin" },
        "strict-transport-security": { value: "max-age=31536000; includeSubDomains" },
        "x-content-type-options": { value: "nosniff" },
        "x-frame-options": { value: "DENY" },
      },
    });
  },
);

test("the redirect keeps the query as it was sent, repeated and empty values too", () => {
  const query: Query = {
    q: { value: "caf%C3%A9+%26+bar" },
    tag: { value: "b", multiValue: [{ value: "a" }, { value: "b" }] },
    empty: { value: "" },
  };
  expect(route("/success/releases", query)).toMatchObject({
    headers: { location: { value: "/success/close-the-loop?q=caf%C3%A9+%26+bar&tag=a&tag=b&empty=" } },
  });
});

test("the router is small enough for CloudFront and uses nothing that its runtime lacks", () => {
  expect(Buffer.byteLength(source)).toBeLessThan(10_240);
  expect(source).not.toMatch(/\b(import|export|require|class|fetch|setTimeout|eval)\b\s*[({'"]/);
});
