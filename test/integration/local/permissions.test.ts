import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { openProduct } from "#infra/commands/product.ts";
import { type Connected, seed } from "#infra/commands/seed.ts";
import { type Local, startLocal } from "#infra/local/local.ts";
import { basePath, routes } from "#infra/routes.ts";
import { markersIn } from "#lib/store/markers.ts";
import { workspaceTable } from "#lib/store/table.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import { addMillis, readClock } from "#lib/time/instant.ts";
import { accessOfFunctions, allows, listOf, type Statement } from "#test/infra/iam.ts";
import { type RecordedCall, recordCalls } from "./record-calls.ts";

const calls: RecordedCall[] = [];
let cloud: Local;
let stripe: Connected | undefined;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "success-permissions-"));
  const dynamodb = { endpoint: inject("dynamo"), prefix: `p${randomUUID().slice(0, 8)}-` };
  const between = recordCalls((call) => calls.push(call), "pk");
  cloud = await startLocal({ templatesDir: inject("templates"), stateDir: folder, dynamodb, between, report: () => {} });
  stripe = await seed(cloud, true);
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown) {
  const token = await cloud.idToken({ workspace: "acme", role: "admin", sub: "alice" });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": randomUUID() };
  const response = await fetch(`${cloud.url}${basePath}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: JSON.parse(await response.text()) };
}

async function postWebhook(type: string, object: object) {
  const event = {
    id: `evt_${randomUUID()}`,
    object: "event",
    type,
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object },
  };
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: stripe?.secret ?? "" });
  const headers = { "content-type": "application/json", "stripe-signature": signature };
  return fetch(`${cloud.url}${basePath}/webhooks/stripe/${stripe?.connectionId}`, { method: "POST", headers, body: payload });
}

const called = (name: string, action: string) => calls.some((one) => one.function === name && one.action === action);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** Leaves an event in the outbox, overdue, as a projector would that died before it published. */
async function leaveOverdue(): Promise<void> {
  const { table, close } = openProduct(cloud);
  const workspace = toWorkspaceId("acme");
  const detail = { id: "lost", workspaceId: workspace, occurredAt: readClock(), correlationId: "test", data: {} };
  const event = { type: "test.lost", source: "success.test", detail };
  await workspaceTable(table, workspace).transact([
    markersIn(table, workspace).write("test", "lost", [event], addMillis(readClock(), -120_000)),
  ]);
  close();
}

function isAllowed(statements: readonly Statement[], { action, leadingKey, index, encryptionContext }: RecordedCall): boolean {
  const [service, name = ""] = action.split(":");
  if (service === "dynamodb")
    return typeof leadingKey === "string" && allows(statements, name, leadingKey, index === undefined ? undefined : String(index));
  const matching = statements.filter((statement) => listOf(statement.Action).includes(action));
  return matching.some(
    ({ Condition }) =>
      Condition === undefined ||
      JSON.stringify(encryptionContext).includes(`"provider":"${Condition.StringEquals?.["kms:EncryptionContext:provider"]}"`),
  );
}

test("no function makes an AWS call that its role in the template does not allow", { timeout: 60_000 }, async () => {
  await postWebhook("customer.created", { id: "cus_1", object: "customer", name: "Hooli", email: "gavin@hooli.example" });
  const price = {
    id: "price_1",
    product: "prod_1",
    currency: "usd",
    unit_amount: 900,
    recurring: { interval: "month", interval_count: 1, usage_type: "licensed" },
  };
  const now = Math.floor(Date.now() / 1000);
  const items = {
    has_more: false,
    data: [{ id: "si_1", quantity: 1, current_period_start: now, current_period_end: now + 86_400, price }],
  };
  const subscription = {
    id: "sub_1",
    object: "subscription",
    status: "active",
    customer: "cus_1",
    currency: "usd",
    created: now,
    discounts: [],
    items,
  };
  await postWebhook("customer.subscription.created", subscription);
  await eventually(() =>
    expect(called("project/ledger", "dynamodb:UpdateItem") || called("project/ledger", "dynamodb:PutItem")).toBe(true),
  );
  await cloud.drained();

  const reads = routes().filter(({ method }) => method === "GET");
  for (const { path } of reads)
    await call("GET", path.slice(basePath.length).replace("{id}", "stripe%3Asub_1").replace("{section}", "nothing"));
  for (const query of ["sort=customer", "sort=-mrr", "status=active", "q=hooli"]) await call("GET", `/contracts?${query}`);
  const settings = await call("GET", "/settings");
  expect((await call("PUT", "/settings", { ...settings.json, name: "Acme two" })).status).toBe(200);
  const asked = await call("POST", "/access-requests", { email: "alice@acme.example", reason: "please" });
  expect((await call("PATCH", `/access-requests/${asked.json.id}`, { status: "granted" })).status).toBe(200);
  await leaveOverdue();
  await cloud.invoke("sync/dispatch", {});
  await eventually(() => expect(called("project/outbox", "dynamodb:UpdateItem")).toBe(true));

  const templates = ["Api", "Workers"].map((name) =>
    JSON.parse(readFileSync(join(inject("templates"), `Success-local-${name}.template.json`), "utf8")),
  );
  const access = new Map(templates.flatMap(accessOfFunctions).map(({ key, statements }) => [key, statements]));
  expect(calls.filter((one) => !isAllowed(access.get(one.function) ?? [], one))).toEqual([]);
  const foreign = { function: "session", action: "dynamodb:PutItem", leadingKey: "WS#acme" };
  expect(isAllowed(access.get("session") ?? [], foreign)).toBe(false);
  const silent = [...access.keys()].filter((key) => !calls.some((one) => one.function === key));
  expect(silent).toEqual(["openapi"]);
  expect(called("webhooks/stripe", "kms:Decrypt") && called("webhooks/stripe", "events:PutEvents")).toBe(true);
});
