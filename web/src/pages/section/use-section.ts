import { useQuery } from "@tanstack/react-query";
import { overviewQuery, type PlainSection, type SetupSection, setupQuery } from "../../api/queries.ts";
import type { SectionSetup } from "../../api/types.ts";
import { useApi } from "../../app.ts";
import { messages } from "./messages.ts";

export type SectionReading =
  | { kind: "loading" }
  | { kind: "failed"; error: unknown; retry: () => void }
  | { kind: "not_connected"; body: string; connectors: SectionSetup["connectors"] };

/** The state of a section: its overview, and its readiness where it has a setup. Health has none. */
export const useSection = (section: PlainSection): SectionReading => {
  const api = useApi();
  const overview = useQuery(overviewQuery(api, section));
  const setup = useQuery({ ...setupQuery(api, setupOf(section)), enabled: section !== "health" });
  const failed = [overview, setup].find((query) => query.isError && query.data === undefined);
  if (failed) return { kind: "failed", error: failed.error, retry: () => void Promise.all([overview.refetch(), setup.refetch()]) };
  if (!overview.data || (section !== "health" && !setup.data)) return { kind: "loading" };
  const purposes: Partial<Record<PlainSection, string>> = messages.purposes;
  return {
    kind: "not_connected",
    body: purposes[section] ?? setup.data?.summary ?? "",
    connectors: section === "re-engage" ? [] : (setup.data?.connectors ?? []),
  };
};

// A hook can't be left out, so that Health's disabled query needs the name of some section.
const setupOf = (section: PlainSection): SetupSection => (section === "health" ? "contracts" : section);
