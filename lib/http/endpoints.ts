import { listIntegrations } from "../connections/integrations-api.ts";
import { contractsOverview, getContract, listContracts } from "../ledger/contracts-api.ts";
import { sectionOverview } from "../sections/overview-api.ts";
import { sectionSetup, setupSections, unknownSectionSetup } from "../setup/setup-api.ts";
import { listAccessRequests, patchAccessRequest, postAccessRequest } from "../workspaces/access-api.ts";
import { getSession } from "../workspaces/session-api.ts";
import { getSettings, putSettings } from "../workspaces/settings-api.ts";
import type { Endpoint } from "./endpoint.ts";

/** Every endpoint of the API that carries a token. The OpenAPI document and the test over the template's routes are made from this list. */
export const endpoints: readonly Endpoint[] = [
  getSession,
  getSettings,
  putSettings,
  postAccessRequest,
  listAccessRequests,
  patchAccessRequest,
  listIntegrations,
  contractsOverview,
  listContracts,
  getContract,
  ...(["health", "convert", "pipeline", "re-engage", "close-the-loop"] as const).map(sectionOverview),
  ...setupSections.map(sectionSetup),
  unknownSectionSetup,
];
