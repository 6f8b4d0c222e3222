import * as z from "zod/mini";
import { aliasChanged, type OutgoingEvent, stripeEventReceived } from "#events/index.ts";
import { toBusEvent } from "#lib/connectors/stripe/webhook.ts";
import { createLedgerProjector } from "#lib/projectors/ledger-projector.ts";
import { connectionsIn } from "#lib/store/connections.ts";
import { headsIn } from "#lib/store/heads.ts";
import type { Table } from "#lib/store/table.ts";
import type { WorkspaceId } from "#lib/store/workspace-id.ts";
import { type Instant, toMillis } from "#lib/time/instant.ts";
import { toSettings } from "#lib/workspaces/change-settings.ts";
import { customerEvent } from "#test/sandbox/stripe/event.ts";
import { type Account, changeSeats, failPayment, subscribe } from "#test/sandbox/stripe/moves.ts";
import { priceOf } from "#test/sandbox/stripe/prices.ts";
import type { WireEvent } from "#test/sandbox/stripe/wire.ts";
import { createCompany, firstOf } from "./stripe-company.ts";

/** Something the ledger hears, under the name that docs/performance.md gives it. */
export type LedgerStep = { name: string; project: () => Promise<void> };

/**
 * The life of one customer as the ledger's projector hears it, step by step; each must be projected before the next one. The workspace
 * is new and gets one healthy connection.
 */
export async function ledgerSteps(table: Table, workspace: WorkspaceId, now: Instant): Promise<LedgerStep[]> {
  const connectionId = await connect(table, workspace, now);
  const published: OutgoingEvent[] = [];
  const projector = createLedgerProjector(table, async (events) => void published.push(...events));
  const hear = async (...events: WireEvent[]) => {
    for (const event of events) await projector.stripeEvent(toDetail(event, workspace, connectionId, now), now);
  };
  const hearAliases = async () => {
    for (const { type, detail } of published.splice(0)) {
      if (type === aliasChanged.type) await projector.aliasChange(z.parse(aliasChanged.detail, detail), now);
    }
  };
  const tell = tale(Math.floor(toMillis(now) / 1000) - 86_400);
  return [
    { name: "a new customer", project: () => hear(...tell.signedUp) },
    { name: "… its alias.changed: no entry to carry along", project: hearAliases },
    { name: "a new subscription", project: () => hear(...tell.subscribed) },
    { name: "a changed subscription: other seats", project: () => hear(...tell.newer) },
    { name: "the same event again", project: () => hear(...tell.newer) },
    { name: "an older event", project: () => hear(...tell.older) },
    { name: "a changed subscription: past due", project: () => hear(...tell.pastDue) },
    { name: "a changed customer: nothing that shows", project: () => hear(...tell.delinquent) },
    { name: "a changed customer: its name", project: () => hear(tell.renamed) },
    { name: "… its alias.changed: one entry carried along", project: hearAliases },
    { name: "an event that nobody asked for", project: () => hear(tell.unknown) },
  ];
}

function tale(at: number) {
  const { signedUp, play } = createCompany("Benchmark Freight", 3, at);
  const subscribed = play((account, moment) => subscribe(account, priceOf("Team", "month", "usd"), 10, null, moment));
  const withSeats = (seats: number) => play((account, moment) => changeSeats(account, firstOf(account), seats, moment));
  const [older, newer] = [withSeats(12), withSeats(15)];
  const [pastDue, ...delinquent] = play((account, moment) => failPayment(account, firstOf(account), moment));
  const [renamed] = play((account, moment) => {
    const customer = { ...account.customer, name: "Benchmark Rail" };
    const after: Account = { ...account, customer };
    return { account: after, events: [customerEvent(moment, "customer.updated", customer, account.customer)] };
  });
  if (!pastDue || !renamed) throw new Error("the sandbox sent no event");
  const unknown = { ...renamed, id: "evt_unknown", type: "customer.tax_id.created" } as unknown as WireEvent; // safe: the type is the point
  return { signedUp, subscribed, older, newer, pastDue: [pastDue], delinquent, renamed, unknown };
}

function toDetail(event: WireEvent, workspaceId: WorkspaceId, connectionId: string, now: Instant) {
  const address = { connectionId, workspaceId, provider: "stripe" as const, secrets: [] };
  return z.parse(stripeEventReceived.detail, toBusEvent(event, JSON.stringify(event), address, "bench", now).detail);
}

async function connect(table: Table, workspace: WorkspaceId, now: Instant): Promise<string> {
  const id = `conn_${workspace}`;
  const heads = headsIn(table, workspace);
  const before = toSettings(await heads.get());
  const change = { entity: "settings", action: "settings.changed", at: now, cause: "bench", actor: "bench", requestId: "bench" };
  await heads.saveSettings({ ...before, flags: { success: true } }, 0, { ...change, from: before, to: before });
  const connection = { id, provider: "stripe", status: "healthy", intervalMinutes: 15, createdAt: now, version: 1 } as const;
  await connectionsIn(table, workspace).add({ ...connection, webhookSecrets: [] });
  return id;
}
