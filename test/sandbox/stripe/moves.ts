import { periodAt, type UnixSeconds } from "./billing-period.ts";
import type { Company } from "./companies.ts";
import { newCustomer } from "./customer.ts";
import { customerEvent, type Moment, subscriptionEvent } from "./event.ts";
import { intervalOf, planOf } from "./prices.ts";
import { itemOf, newSubscription, withItem } from "./subscription.ts";
import type { WireCustomer, WireEvent, WirePrice, WireSubscription } from "./wire.ts";

/** A company that pays (or tries) with everything that Stripe knows of it. */
export type Account = { company: Company; customer: WireCustomer; subscriptions: WireSubscription[] };

/** The account after something happened to it, and the events that Stripe sends about that. */
export type Move = { account: Account; events: WireEvent[] };

/** A company appears as a customer that has bought nothing yet. */
export const signUp = (company: Company, person: string, moment: Moment): Move => {
  const customer = newCustomer(moment.id("cus"), company, person, moment.at);
  return { account: { company, customer, subscriptions: [] }, events: [customerEvent(moment, "customer.created", customer)] };
};

/** It subscribes; with `trialEnd` the first period is the trial. */
export const subscribe = (account: Account, price: WirePrice, quantity: number, trialEnd: UnixSeconds | null, moment: Moment): Move => {
  const ids = { subscription: moment.id("sub"), item: moment.id("si"), invoice: moment.id("in"), customer: account.customer.id };
  const period = trialEnd === null ? periodAt(moment.at, intervalOf(price), moment.at) : { start: moment.at, end: trialEnd };
  const subscription = newSubscription(ids, { price, quantity, period, trialEnd }, moment.at);
  return {
    account: { ...account, subscriptions: [...account.subscriptions, subscription] },
    events: [subscriptionEvent(moment, "customer.subscription.created", subscription)],
  };
};

/** The paid period is over and the next one (or the one that holds this moment) has begun. */
export const renew = (account: Account, subscription: WireSubscription, moment: Moment): Move => {
  const period = periodAt(subscription.billing_cycle_anchor, intervalOf(itemOf(subscription).price), moment.at);
  const moved = withItem(subscription, { current_period_start: period.start, current_period_end: period.end });
  return update(account, subscription, { ...moved, latest_invoice: moment.id("in") }, moment);
};

/** The trial is over, by its date or because the customer asked, and the first paid period begins. */
export const convertTrial = (account: Account, subscription: WireSubscription, moment: Moment): Move => {
  const trialEnd = Math.min(subscription.trial_end ?? moment.at, moment.at);
  const period = periodAt(trialEnd, intervalOf(itemOf(subscription).price), moment.at);
  const moved = withItem(subscription, { current_period_start: period.start, current_period_end: period.end });
  const paid = { status: "active", trial_end: trialEnd, billing_cycle_anchor: trialEnd, latest_invoice: moment.id("in") } as const;
  return update(account, subscription, { ...moved, ...paid }, moment);
};

/** A charge was declined: past due, and the customer delinquent. */
export const failPayment = (account: Account, subscription: WireSubscription, moment: Moment): Move =>
  withDelinquency(update(account, subscription, { ...subscription, status: "past_due", latest_invoice: moment.id("in") }, moment), moment);

/** What was due is paid. */
export const recover = (account: Account, subscription: WireSubscription, moment: Moment): Move =>
  withDelinquency(update(account, subscription, { ...subscription, status: "active" }, moment), moment);

/** It has `quantity` seats from now on. */
export const changeSeats = (account: Account, subscription: WireSubscription, quantity: number, moment: Moment): Move =>
  update(account, subscription, withItem(subscription, { quantity }), moment);

/** It changes to another plan at the same number of seats. */
export const changePrice = (account: Account, subscription: WireSubscription, price: WirePrice, moment: Moment): Move =>
  update(account, subscription, withItem(subscription, { price, plan: planOf(price) }), moment);

/** It is going to end with the paid period: through the customer portal as a date, over the API as the flag alone. */
export const scheduleCancel = (account: Account, subscription: WireSubscription, way: "portal" | "api", moment: Moment): Move => {
  const end = way === "portal" ? { cancel_at: itemOf(subscription).current_period_end } : { cancel_at_period_end: true };
  const details = { comment: null, feedback: null, feedback_option: null, reason: "cancellation_requested" } as const;
  return update(account, subscription, { ...subscription, ...end, canceled_at: moment.at, cancellation_details: details }, moment);
};

/** It has ended. A cancellation that was scheduled keeps the time and the reason of the request. */
export const endSubscription = (account: Account, subscription: WireSubscription, moment: Moment): Move => {
  const reason = subscription.status === "past_due" ? "payment_failed" : "cancellation_requested";
  const ended: WireSubscription = {
    ...subscription,
    status: "canceled",
    ended_at: moment.at,
    canceled_at: subscription.canceled_at ?? moment.at,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason },
  };
  const move = { account: replaced(account, ended), events: [subscriptionEvent(moment, "customer.subscription.deleted", ended)] };
  return withDelinquency(move, moment);
};

/** Two moves of one account as one. */
export const andThen = (move: Move, next: (account: Account) => Move): Move => {
  const { account, events } = next(move.account);
  return { account, events: [...move.events, ...events] };
};

const update = (account: Account, before: WireSubscription, after: WireSubscription, moment: Moment): Move => ({
  account: replaced(account, after),
  events: [subscriptionEvent(moment, "customer.subscription.updated", after, before)],
});

// Stripe calls a customer delinquent while an invoice is open past its time; here that is while a subscription is past due.
const withDelinquency = ({ account, events }: Move, moment: Moment): Move => {
  const delinquent = account.subscriptions.some(({ status }) => status === "past_due");
  if (delinquent === account.customer.delinquent) return { account, events };
  const customer = { ...account.customer, delinquent };
  return { account: { ...account, customer }, events: [...events, customerEvent(moment, "customer.updated", customer, account.customer)] };
};

const replaced = (account: Account, after: WireSubscription): Account => ({
  ...account,
  subscriptions: account.subscriptions.map((each) => (each.id === after.id ? after : each)),
});
