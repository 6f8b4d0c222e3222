import { expect, test } from "vitest";
import type { ConnectionStatus, Provider } from "#lib/connections/connection.ts";
import { providers } from "#lib/connections/provider.ts";
import { decideSetup } from "#lib/setup/decide-setup.ts";
import { type SetupSection, setupSections } from "#lib/setup/setup-api.ts";
import { toInstant } from "#lib/time/instant.ts";
import type { Source } from "#lib/workspaces/workspace-head.ts";

const now = toInstant("2026-11-24T12:00:00Z");
const everything = providers.filter((provider) => provider !== "csv");
const source = (provider: Provider, status: ConnectionStatus = "healthy"): Source => ({
  provider,
  status,
  lastSyncedAt: "2026-11-24T11:59:00.000Z",
  intervalMinutes: 15,
});
const connected = (...sources: Source[]) => Object.fromEntries(sources.map((each, position) => [`conn_${position}`, each]));
const setup = (section: SetupSection, sources: Record<string, Source> = {}, catalog = everything) =>
  decideSetup(section, { catalog, sources, doneSteps: new Set() }, now);

/** Written by hand from the product's documentation: required, one-of and useful providers, and the reused systems word for word. */
const documented: Record<SetupSection, { required: Provider[]; anyOf: Provider[]; useful: Provider[]; reused: string[]; paths: string[] }> =
  {
    convert: {
      required: ["salesbricks", "stripe", "posthog"],
      anyOf: [],
      useful: [],
      reused: ["CRM companies and people", "CRM metadata projection", "Health scoring foundation"],
      paths: ["/settings/integrations", "/success/crm", "/success/health"],
    },
    contracts: {
      required: ["salesbricks", "stripe"],
      anyOf: [],
      useful: [],
      reused: ["CRM companies", "CRM metadata projection", "Existing Stripe/Salesbricks provider patterns"],
      paths: ["/settings/integrations", "/success/crm", "/success/health"],
    },
    pipeline: {
      required: [],
      anyOf: ["attio", "salesbricks"],
      useful: ["hubspot", "salesforce"],
      reused: ["CRM identity graph", "Attio provider/sync stack", "Convert and Health overlays"],
      paths: ["/settings/integrations", "/success/crm", "/success/convert", "/success/health"],
    },
    "re-engage": {
      required: ["salesbricks"],
      anyOf: [],
      useful: ["buildbetter", "hubspot"],
      reused: ["CRM account identity", "Signals and feedback context", "Shipped-feature catalog foundation"],
      paths: ["/settings/integrations", "/success/crm", "/success/signals"],
    },
    "close-the-loop": {
      required: ["buildbetter"],
      anyOf: ["github", "rss", "manual"],
      useful: [],
      reused: ["Feedback Ops queues", "Signals/request evidence", "Workflow and task runtime"],
      paths: ["/settings/integrations", "/success/signals", "/success/feedback-ops", "/success/workflows"],
    },
  };

test.each(setupSections)("%s names its providers, reused systems and links as documented", (section) => {
  const answer = setup(section);
  const wanted = documented[section];
  const by = (requirement: string) => answer.connectors.filter((each) => each.requirement === requirement).map((each) => each.provider);
  expect([by("required"), by("any_of"), by("useful")]).toEqual([wanted.required, wanted.anyOf, wanted.useful]);
  expect(answer.reusedSystems.map((system) => system.label)).toEqual(wanted.reused);
  expect(answer.fastPaths.map((path) => path.href)).toEqual(wanted.paths);
});

test.each(setupSections)("%s is ready exactly when all required and one of its choices are connected", (section) => {
  const { required, anyOf, useful } = documented[section];
  const providers = [...required, ...anyOf, ...useful];
  for (let mask = 0; mask < 2 ** providers.length; mask++) {
    const on = providers.filter((_, position) => mask & (1 << position));
    const answer = setup(section, connected(...on.map((provider) => source(provider))));
    const ready =
      required.every((provider) => on.includes(provider)) && (anyOf.length === 0 || anyOf.some((provider) => on.includes(provider)));
    expect([on, answer.ready]).toEqual([on, ready]);
    for (const connector of answer.connectors) expect(connector.status).toBe(on.includes(connector.provider) ? "connected" : "available");
    for (const step of answer.nextSteps) {
      if (step.id === "connect_any") expect(step.done).toBe(anyOf.some((provider) => on.includes(provider)));
      else if (step.id.startsWith("connect_")) expect(step.done).toBe(on.includes(step.id.slice("connect_".length) as Provider));
    }
  }
});

test.each(["inactive", "disabled", "errored", "reauth_needed"] as const)("a connection that is %s does not count", (status) => {
  const answer = setup("contracts", connected(source("salesbricks"), source("stripe", status)));
  expect(answer.ready).toBe(false);
  expect(answer.connectors[1]).toMatchObject({ provider: "stripe", status: "available", connectionCount: 1, lastSyncedAt: null });
  expect(answer.nextSteps[1]).toMatchObject({ id: "connect_stripe", done: false, detail: expect.stringContaining("not healthy") });
});

test("one healthy connection is enough beside a broken one", () => {
  const answer = setup("contracts", connected(source("salesbricks"), source("stripe", "errored"), source("stripe")));
  expect(answer.connectors[1]).toMatchObject({ status: "connected", connectionCount: 2 });
  expect(answer.ready).toBe(true);
});

test("a provider outside the stage's catalog is missing, whatever is connected", () => {
  const answer = setup("contracts", connected(source("stripe")), ["stripe"]);
  expect(answer.connectors.map((connector) => connector.status)).toEqual(["provider_missing", "connected"]);
  expect(answer.summary).toBe("Contracts is not ready. 1 of 2 required sources connected. Missing: Salesbricks (not offered here).");
});

test("Attio's own steps appear only while Attio is connected", () => {
  const ids = (...sources: Source[]) => setup("pipeline", connected(...sources)).nextSteps.map((step) => step.id);
  expect(ids(source("salesbricks"))).toEqual(["connect_any"]);
  expect(ids(source("attio"))).toEqual(["connect_any", "map_stages", "allow_write_back"]);
});

test("asOf is the time of the oldest connected source, never the clock", () => {
  const older = { ...source("salesbricks"), lastSyncedAt: "2026-11-24T09:00:00.000Z" };
  expect(setup("contracts", connected(older, source("stripe"))).asOf).toBe("2026-11-24T09:00:00.000Z");
  expect(setup("contracts").asOf).toBeNull();
});
