import type { UnixSeconds } from "./billing-period.ts";
import type { Company } from "./companies.ts";
import type { WireCustomer } from "./wire.ts";

/** A customer as Stripe has it right after creation. `person` is who gets the bill, as `given.family`. */
export const newCustomer = (id: string, company: Company, person: string, created: UnixSeconds): WireCustomer => ({
  id,
  object: "customer",
  address: null,
  balance: 0,
  created,
  currency: company.currency,
  customer_account: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: emailOf(company, person),
  invoice_prefix: id.slice(-8).toUpperCase(),
  invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
  livemode: false,
  metadata: {},
  name: company.name,
  next_invoice_sequence: 1,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: "none",
  test_clock: null,
});

const emailOf = ({ contact, domain }: Company, person: string): string | null => {
  if (contact === "work") return `${person}@${domain}`;
  return contact === "personal" ? `sample.${domain.replace(".example", "")}.billing@gmail.com` : null;
};
