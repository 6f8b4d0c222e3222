import { freshnessOf } from "../connections/freshness.ts";
import type { Caller } from "../http/caller.ts";
import { readFacets } from "../ledger/contract-summary.ts";
import { countNeedingAction } from "../ledger/read-contracts.ts";
import { Section, sectionState } from "../sections/section-state.ts";
import type { LedgerRepository } from "../store/ledger.ts";
import type { Instant } from "../time/instant.ts";
import type { Session } from "./session-api.ts";
import type { WorkspaceHead } from "./workspace-head.ts";

/** The caller's session. With the flag off nothing of the workspace's books is read. */
export const readSession = async (ledger: LedgerRepository, caller: Caller, head: WorkspaceHead, now: Instant): Promise<Session> => {
  const facets = head.flags.success ? readFacets(await ledger.readSummary()) : [];
  const { workspaceId, sub, name, email, role } = caller;
  return {
    user: { sub, name, email, role },
    workspace: {
      id: workspaceId,
      name: head.name,
      timeZone: head.timeZone,
      locale: head.locale,
      displayCurrency: head.displayCurrency,
    },
    flags: head.flags,
    sections: Section.options.map((section) => ({
      section,
      state: sectionState(section, head.sources),
      needsAction: section === "contracts" ? countNeedingAction(facets) : 0,
    })),
    sources: freshnessOf(head.sources, now),
    demo: { active: false, expiresAt: null },
  };
};
