import { expect, test } from "vitest";
import type { Integration, SectionSetup, Source } from "../../../web/src/api/types.ts";
import { groupIntegrations, viewConnection } from "../../../web/src/pages/integrations/view.ts";
import { shownPaths, stepHref, summariseReadiness, viewConnector } from "../../../web/src/pages/readiness/view.ts";
import { viewSource } from "../../../web/src/shell/source-view.ts";

type Connector = SectionSetup["connectors"][number];
const connector = (part: Partial<Connector> = {}): Connector => ({
  provider: "salesbricks",
  label: "Salesbricks",
  requirement: "required",
  status: "available",
  connectionCount: 0,
  lastSyncedAt: null,
  ...part,
});
const source = (part: Partial<Source> = {}): Source => ({
  provider: "salesbricks",
  connectionId: "c1",
  status: "healthy",
  lastSyncedAt: "2026-11-24T14:00:00Z",
  late: false,
  stale: false,
  ...part,
});

test.each([
  [connector({ status: "connected" }), [source()], "healthy", "Connected"],
  [connector({ status: "provider_missing" }), [], "none", "Not offered here"],
  [connector(), [], "none", "Not connected"],
  [connector(), [source({ status: "reauth_needed" })], "risk", "Sign in to Salesbricks again"],
  [connector(), [source({ status: "errored" })], "critical", "Connected, with an error"],
  [connector(), [source({ status: "disabled" })], "none", "Connected, not active"],
] as const)("a connector's state %#", (given, sources, meaning, state) => {
  expect(viewConnector(given, sources)).toMatchObject({ meaning, state });
});

const step = (id: string, href: string, done = false) => ({ id, title: id, detail: "", href, done });
const setup = (part: Partial<SectionSetup>): SectionSetup => ({
  section: "contracts",
  summary: "",
  reusedSystems: [],
  connectors: [],
  fastPaths: [],
  nextSteps: [],
  ready: false,
  asOf: null,
  ...part,
});
const connect = step("connect_salesbricks", "/settings/integrations");

test("the next step is the first that can be taken here", () => {
  const missing = setup({
    connectors: [connector({ status: "provider_missing" })],
    nextSteps: [connect, step("link_records", "/success/crm?tab=unlinked")],
  });
  const open = setup({ ready: true, connectors: [connector()], nextSteps: [step("done", "/settings/integrations", true), connect] });
  expect(summariseReadiness([missing, open])).toEqual({ ready: 1, all: 2, next: "connect_salesbricks" });
  expect(summariseReadiness([missing]).next).toBeUndefined();
});

test("a step is a link only when it is open, its provider is offered and its page exists", () => {
  expect(stepHref(connect, setup({ connectors: [connector()] }))).toBe("/settings/integrations");
  expect(stepHref({ ...connect, done: true }, setup({ connectors: [connector()] }))).toBeUndefined();
  expect(stepHref(connect, setup({ connectors: [connector({ status: "provider_missing" })] }))).toBeUndefined();
  const anyOf = connector({ requirement: "any_of", status: "provider_missing" });
  expect(stepHref(step("connect_any", "/settings/integrations"), setup({ connectors: [anyOf] }))).toBeUndefined();
});

test("fast paths into pages that are not there yet are left out", () => {
  const fastPaths = ["/success/crm", "/success/health", "/settings/integrations"].map((href) => ({ key: href, label: href, href }));
  expect(shownPaths(setup({ fastPaths })).map(({ href }) => href)).toEqual(["/success/health", "/settings/integrations"]);
});

const nowMs = Date.parse("2026-11-24T15:00:00Z");
test.each([
  [source(), { meaning: "healthy", age: "1 h" }],
  [source({ late: true }), { meaning: "risk", age: "late, 1 h" }],
  [source({ late: true, stale: true, lastSyncedAt: "2026-11-20T15:00:00Z" }), { meaning: "risk", age: "stale, 4 d" }],
  [source({ lastSyncedAt: null }), { meaning: "none", age: "no data yet" }],
  [source({ status: "reauth_needed" }), { meaning: "risk", age: "sign in again" }],
  [source({ status: "errored" }), { meaning: "critical", age: "error" }],
] as const)("a source's freshness %#", (given, view) => {
  expect(viewSource(given, nowMs)).toEqual(view);
});

test("integrations stand in two groups, and a late connection says so", () => {
  const integration = (provider: Integration["provider"]): Integration => ({ provider, label: provider, powers: "", connections: [] });
  expect(groupIntegrations([integration("stripe"), integration("github")]).map(({ title, items }) => [title, items.length])).toEqual([
    ["Required", 1],
    ["Optional", 1],
  ]);
  expect(groupIntegrations([integration("stripe")])).toHaveLength(1);
  const connection = {
    id: "c",
    provider: "stripe" as const,
    status: "healthy" as const,
    lastSyncedAt: null,
    intervalMinutes: 15,
    webhook: { path: "/" },
  };
  expect(viewConnection({ ...connection, late: true, stale: false })).toEqual({ meaning: "risk", label: "Healthy, late" });
  expect(viewConnection({ ...connection, late: false, stale: false })).toEqual({ meaning: "healthy", label: "Healthy" });
});
