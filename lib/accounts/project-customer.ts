import { aliasChanged, type OutgoingEvent } from "#events/index.ts";
import type { aliasesIn } from "../store/aliases.ts";
import type { markersIn } from "../store/markers.ts";
import type { Instant } from "../time/instant.ts";
import type { DomainReading } from "./account-domain.ts";
import { type Alias, isNewer, unlinkedHolder } from "./alias.ts";

/** A provider's customer record as it was observed. */
export type ObservedCustomer = {
  provider: string;
  recordId: string;
  name: string | null;
  email: string | null;
  account: DomainReading;
  asOf: string;
  order: string;
};

export type CustomerCause = { origin: string; id: string; correlationId: string };

export type CustomerProjection = { kind: "changed"; alias: Alias; events: OutgoingEvent[] } | { kind: "duplicate" | "older" };

type Stores = { aliases: ReturnType<typeof aliasesIn>; markers: ReturnType<typeof markersIn>; workspaceId: string };

const attempts = 6;

/**
 * Stores whose record this is. A record that gains a domain announces `alias.changed`, and its entries follow; a record whose domain
 * changes at the source stays where it is until a person decides (domain rule 10). Older states and repeated causes change nothing.
 */
export const projectCustomer = async (
  stores: Stores,
  observed: ObservedCustomer,
  cause: CustomerCause,
  now: Instant,
): Promise<CustomerProjection> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const current = await stores.aliases.find(observed.provider, observed.recordId);
    const newer = isNewer(observed, current);
    if (current && !newer && !linksEarlier(observed, current)) return { kind: current.order === observed.order ? "duplicate" : "older" };
    const alias = decideAlias(observed, current, newer);
    const events = eventsOf(stores.workspaceId, current, alias, cause, now);
    const result = await stores.aliases.commit([
      stores.markers.write(cause.origin, cause.id, events, now),
      ...stores.aliases.writes(current, alias, cause.id, now),
    ]);
    if (result.kind === "done") return { kind: "changed", alias, events };
    if (result.failed.includes(0)) return { kind: "duplicate" };
  }
  throw new Error(`customer ${observed.recordId} is contended: ${attempts} attempts lost`);
};

/** An older state may still decide the link: the first domain a record ever had, in whatever order its states arrive. */
const linksEarlier = (observed: ObservedCustomer, current: Alias): boolean =>
  observed.account.kind === "domain" && (current.linkedBy === null || isNewer(current.linkedBy, observed));

const decideAlias = (observed: ObservedCustomer, current: Alias | undefined, newer: boolean): Alias => {
  const read = observed.account.kind === "domain" ? observed.account.domain : null;
  const links = current === undefined ? read !== null : linksEarlier(observed, current);
  const linked = links ? read : (current?.domain ?? null);
  const linkedBy = links ? { asOf: observed.asOf, order: observed.order } : (current?.linkedBy ?? null);
  const latest = newer || !current ? observed : current;
  const moved = newer && linked !== null && read !== linked;
  const reason = observed.account.kind === "none" ? observed.account.reason : null;
  return {
    provider: observed.provider,
    recordId: observed.recordId,
    holder: linked ?? unlinkedHolder(observed.provider, observed.recordId),
    domain: linked,
    reason: moved ? "domain_changed_at_source" : newer ? reason : (current?.reason ?? null),
    name: latest.name,
    email: latest.email,
    linkedBy,
    asOf: latest.asOf,
    order: latest.order,
    version: (current?.version ?? 0) + 1,
  };
};

const eventsOf = (workspaceId: string, from: Alias | undefined, to: Alias, cause: CustomerCause, now: Instant): OutgoingEvent[] => {
  if (from && from.holder === to.holder && from.name === to.name && from.email === to.email) return [];
  return [
    {
      type: aliasChanged.type,
      source: aliasChanged.source,
      detail: {
        id: `${cause.id}:${aliasChanged.type}`,
        workspaceId,
        occurredAt: now,
        correlationId: cause.correlationId,
        data: {
          provider: to.provider,
          recordId: to.recordId,
          from: from?.holder ?? unlinkedHolder(to.provider, to.recordId),
          to: to.holder,
        },
      },
    },
  ];
};
