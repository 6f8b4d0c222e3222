import * as z from "zod/mini";

/**
 * Which account a provider's record belongs to. `holder` is the key of the account that holds its entries: the domain, or
 * `~provider:record` while there is none; `reason` then says why.
 */
export const Alias = z.object({
  provider: z.string(),
  recordId: z.string(),
  holder: z.string(),
  domain: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  /** The state that linked it: the earliest one known to name a domain. */
  linkedBy: z.nullable(z.object({ asOf: z.string(), order: z.string() })),
  asOf: z.string(),
  order: z.string(),
  version: z.int(),
});
export type Alias = z.infer<typeof Alias>;

/** The key under which an unlinked record's entries are kept until it is known whose they are. */
export const unlinkedHolder = (provider: string, recordId: string): string => `~${provider}:${recordId}`;

/** True when the state observed at `asOf` (ties broken by `order`) comes after `stored`. */
export const isNewer = (incoming: { asOf: string; order: string }, stored: { asOf: string; order: string } | undefined): boolean =>
  stored === undefined || incoming.asOf > stored.asOf || (incoming.asOf === stored.asOf && incoming.order > stored.order);
