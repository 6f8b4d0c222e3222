import { allFunctions } from "./functions.ts";

export const basePath = "/v3/rest/success";

export type Route = { method: string; path: string; key: string; open?: string };

/** Lists every route of the HTTP API with the function that answers it; paths include the base path. */
export function routes(): Route[] {
  return allFunctions().flatMap(({ key, spec }) => {
    const { trigger } = spec;
    if (trigger.kind !== "http") return [];
    return trigger.routes.map((route) => {
      const [method = "", path = ""] = route.split(" ");
      return { method, path: `${basePath}${path}`, key, open: trigger.open };
    });
  });
}
