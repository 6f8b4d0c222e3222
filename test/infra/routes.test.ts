import { expect, test } from "vitest";
import { routes } from "#infra/routes.ts";
import { basePath } from "#lib/http/endpoint.ts";
import { endpoints } from "#lib/http/endpoints.ts";

test("every endpoint is routed, and every route with a token is an endpoint", () => {
  const routed = routes().filter((route) => !route.open);
  const described = endpoints.map(({ method, path }) => `${method} ${basePath}${path}`);
  expect(routed.map((route) => `${route.method} ${route.path}`).sort()).toEqual(described.sort());
});
