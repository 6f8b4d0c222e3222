import * as z from "zod/mini";
import { type DomainReading, firstDomain } from "../../accounts/account-domain.ts";

const StripeCustomer = z.object({
  id: z.string(),
  object: z.literal("customer"),
  deleted: z.optional(z.boolean()),
  name: z.optional(z.nullable(z.string())),
  business_name: z.optional(z.nullable(z.string())),
  email: z.optional(z.nullable(z.string())),
  metadata: z.optional(z.nullable(z.record(z.string(), z.string()))),
});

const longestName = 200;

/** A billing customer in our words: who it is, and the account it points to or why it points to none. */
export type BillingCustomer = { recordId: string; name: string | null; email: string | null; account: DomainReading };

export type MappedCustomer = { kind: "customer"; customer: BillingCustomer } | { kind: "unreadable"; reason: string };

/** Maps Stripe's customer object. The account comes from `metadata.domain` or `metadata.website`, then from the work e-mail (domain rule 10). */
export const mapCustomer = (object: unknown): MappedCustomer => {
  const parsed = z.safeParse(StripeCustomer, object);
  if (!parsed.success) return { kind: "unreadable", reason: z.prettifyError(parsed.error) };
  const { id, name, business_name: businessName, email, metadata } = parsed.data;
  const account = firstDomain([metadata?.domain, metadata?.website, email]);
  return {
    kind: "customer",
    customer: { recordId: id, name: (businessName ?? name)?.slice(0, longestName).toWellFormed() ?? null, email: email ?? null, account },
  };
};
