import type { Period, UnixSeconds } from "./billing-period.ts";
import { planOf } from "./prices.ts";
import type { WireItem, WirePrice, WireSubscription } from "./wire.ts";

/** What a new subscription starts with. `trialEnd` null starts it paid; its first period then begins at `at`. */
export type Terms = { price: WirePrice; quantity: number; period: Period; trialEnd: UnixSeconds | null };
type Ids = { subscription: string; item: string; customer: string; invoice: string };

/** A subscription of one item as Stripe has it right after creation, in the flexible billing mode that its API makes by default. */
export const newSubscription = (ids: Ids, { price, quantity, period, trialEnd }: Terms, at: UnixSeconds): WireSubscription => ({
  id: ids.subscription,
  object: "subscription",
  ...unused,
  billing_cycle_anchor: trialEnd ?? at,
  billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible", updated_at: at },
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: "charge_automatically",
  created: at,
  currency: price.currency,
  customer: ids.customer,
  ended_at: null,
  items: {
    object: "list",
    data: [newItem(ids, price, quantity, period, at)],
    has_more: false,
    url: `/v1/subscription_items?subscription=${ids.subscription}`,
  },
  latest_invoice: ids.invoice,
  livemode: false,
  metadata: {},
  start_date: at,
  status: trialEnd === null ? "active" : "trialing",
  trial_end: trialEnd,
  trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" } },
  trial_start: trialEnd === null ? null : at,
});

/** What every subscription here has alike, because this world makes no use of it. */
const unused = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_schedules: [],
  billing_thresholds: null,
  customer_account: null,
  days_until_due: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: "self" } },
  managed_payments: { enabled: false },
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: "off" },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  test_clock: null,
  transfer_data: null,
} satisfies Partial<WireSubscription>;

const newItem = (ids: Ids, price: WirePrice, quantity: number, period: Period, at: UnixSeconds): WireItem => ({
  id: ids.item,
  object: "subscription_item",
  billing_thresholds: null,
  created: at,
  current_period_end: period.end,
  current_period_start: period.start,
  current_trial: null,
  discounts: [],
  metadata: {},
  plan: planOf(price),
  price,
  quantity,
  subscription: ids.subscription,
  tax_rates: [],
});

/** The subscription's only item; every subscription here has one. */
export const itemOf = (subscription: WireSubscription): WireItem => {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`${subscription.id} has no item`);
  return item;
};

/** The same subscription with its item changed. */
export const withItem = (subscription: WireSubscription, changes: Partial<WireItem>): WireSubscription => ({
  ...subscription,
  items: { ...subscription.items, data: [{ ...itemOf(subscription), ...changes }] },
});

/** When it is going to end if nobody does anything; null when it renews. */
export const endOf = (subscription: WireSubscription): UnixSeconds | null =>
  subscription.cancel_at ?? (subscription.cancel_at_period_end ? itemOf(subscription).current_period_end : null);

/** Whether it has not ended. */
export const isLive = (subscription: WireSubscription): boolean => subscription.status !== "canceled";
