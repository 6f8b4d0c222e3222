import { useQueries } from "@tanstack/react-query";
import { setupQuery } from "../../api/queries.ts";
import { setupSections } from "../../api/sections.ts";
import type { SectionSetup } from "../../api/types.ts";
import { useApi } from "../../app.ts";

export type ReadinessReading =
  | { kind: "loading" }
  | { kind: "failed"; error: unknown; retry: () => void }
  | { kind: "ready"; setups: readonly SectionSetup[] };

/** The readiness of the five sections, asked for side by side. */
export const useReadiness = (): ReadinessReading => {
  const api = useApi();
  const queries = useQueries({ queries: setupSections.map((section) => setupQuery(api, section)) });
  const failed = queries.find((query) => query.isError && query.data === undefined);
  if (failed) return { kind: "failed", error: failed.error, retry: () => void Promise.all(queries.map((query) => query.refetch())) };
  const setups = queries.flatMap((query) => (query.data ? [query.data] : []));
  return setups.length < queries.length ? { kind: "loading" } : { kind: "ready", setups };
};
