import { randomUUID } from "node:crypto";
import type { OutgoingEvent } from "#events/index.ts";
import type { Publish } from "#lib/events/publisher.ts";
import { readFacets } from "#lib/ledger/contract-summary.ts";
import { readContractsPage } from "#lib/ledger/read-contracts.ts";
import { createLedgerProjector } from "#lib/projectors/ledger-projector.ts";
import { ledgerIn } from "#lib/store/ledger.ts";
import type { Table } from "#lib/store/table.ts";
import type { WorkspaceId } from "#lib/store/workspace-id.ts";
import { toInstant } from "#lib/time/instant.ts";
import { newWorkspace } from "#lib/workspaces/workspace-head.ts";

export const now = toInstant("2026-11-24T12:00:00Z");
export const created = Date.parse("2026-11-20T00:00:00Z") / 1000;

export type Detail = Parameters<ReturnType<typeof createLedgerProjector>["stripeEvent"]>[0];
/** A Stripe event as the projector hears it, `at` seconds after the first. */
export const event = (
  workspace: WorkspaceId,
  type: string,
  at: number,
  object: { id: string },
  eventId = `evt_${randomUUID()}`,
): Detail => ({
  id: `conn_1:${eventId}`,
  workspaceId: workspace,
  occurredAt: now,
  correlationId: "request-1",
  data: {
    connectionId: "conn_1",
    eventId,
    eventType: type,
    objectId: object.id,
    apiVersion: "2026-10-28.endive",
    created: created + at,
    livemode: false,
    bodyHash: "-",
    receivedAt: now,
    payload: { data: { object } },
  },
});

/** Stripe's customer of Hooli, changed as a test needs. */
export const customer = (id: string, changes: object = {}) => ({
  id,
  object: "customer",
  name: "Hooli",
  email: "gavin@hooli.example",
  ...changes,
});
/** Stripe's subscription of one seat a month, changed as a test needs. */
export const subscription = (id: string, customerId: string, cents: number, changes: object = {}) => ({
  id,
  object: "subscription",
  status: "active",
  customer: customerId,
  currency: "usd",
  created,
  items: {
    data: [
      {
        id: `si_${id}`,
        quantity: 1,
        current_period_start: created,
        current_period_end: created + 30 * 86_400,
        price: {
          id: "price_1",
          nickname: "Team",
          product: "prod_1",
          currency: "usd",
          unit_amount: cents,
          recurring: { interval: "month", interval_count: 1 },
        },
      },
    ],
  },
  ...changes,
});

/** The projector on a test's table, and what Contracts shows of it. */
export const booksOn = (table: () => Table) => {
  /** A bus that feeds `alias.changed` back, as the rules do, and remembers what else was published. */
  const books = (target = table()) => {
    const published: OutgoingEvent[] = [];
    const pending: OutgoingEvent[] = [];
    const publish: Publish = async (events) => {
      published.push(...events);
      pending.push(...events.filter((each) => each.type === "alias.changed"));
    };
    const project = createLedgerProjector(target, publish);
    const apply = async (...details: Detail[]) => {
      for (const detail of details) {
        await project.stripeEvent(detail, now);
        for (const moved of pending.splice(0)) await project.aliasChange(moved.detail as Parameters<typeof project.aliasChange>[0], now); // safe: published with this contract
      }
    };
    return { apply, published, project };
  };

  const view = (workspace: WorkspaceId, target = table()) => ({ ledger: ledgerIn(target, workspace), head: newWorkspace(workspace), now });
  const page = (workspace: WorkspaceId, target = table()) => readContractsPage(view(workspace, target), { limit: 50, sort: "customer" });
  const facets = async (workspace: WorkspaceId, target = table()) => readFacets(await ledgerIn(target, workspace).readSummary());
  return { books, view, page, facets };
};
