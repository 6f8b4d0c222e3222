import type Stripe from "stripe";

/**
 * A Stripe object as it travels in a webhook: the package's own type, except that decimals are still text (the package turns them into
 * `Decimal` in answers to its own requests alone).
 */
export type Wire<T> = T extends Stripe.Decimal
  ? string
  : T extends string
    ? T
    : T extends readonly (infer Each)[]
      ? Wire<Each>[]
      : T extends object
        ? { [Key in keyof T]: Wire<T[Key]> }
        : T;

export type WireCustomer = Wire<Stripe.Customer>;
export type WirePrice = Wire<Stripe.Price>;
export type WirePlan = Wire<Stripe.Plan>;
export type WireItem = Wire<Stripe.SubscriptionItem>;
export type WireSubscription = Wire<Stripe.Subscription>;

export type CustomerEventType = "customer.created" | "customer.updated";
export type SubscriptionEventType = "customer.subscription.created" | "customer.subscription.updated" | "customer.subscription.deleted";

type Envelope<Type, Subject> = Omit<Wire<Stripe.EventBase>, "type" | "data"> & {
  type: Type;
  data: { object: Subject; previous_attributes?: Record<string, unknown> };
};
export type WireEvent = Envelope<CustomerEventType, WireCustomer> | Envelope<SubscriptionEventType, WireSubscription>;

/** The version that every object here has the shape of; the type check holds it to the package's. */
export const apiVersion = "2026-10-28.endive" satisfies typeof Stripe.API_VERSION;
