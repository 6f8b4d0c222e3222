import type { Moment } from "#test/sandbox/stripe/event.ts";
import { idMaker } from "#test/sandbox/stripe/ids.ts";
import { type Account, type Move, signUp } from "#test/sandbox/stripe/moves.ts";
import type { WireEvent, WireSubscription } from "#test/sandbox/stripe/wire.ts";

export type StripeCompany = {
  /** What Stripe sends when the company appears. */
  signedUp: WireEvent[];
  /** Lets something happen to it, a second after what happened before, and answers what Stripe sends. */
  play(move: (account: Account, moment: Moment) => Move): WireEvent[];
  /** Its first subscription as it stands. Throws while it has none. */
  subscription(): WireSubscription;
};

/** One company of the sandbox, which appears at `at` (Unix seconds); the same arguments make the same events. */
export function createCompany(name: string, seed: number, at: number): StripeCompany {
  const { id } = idMaker(seed, 0);
  let second = at;
  const next = (): Moment => {
    second += 1;
    return { at: second, id };
  };
  const domain = `${name.toLowerCase().replace(/[^a-z]/g, "")}.example`;
  let { account, events: signedUp } = signUp({ name, domain, currency: "usd", seats: 10, contact: "work" }, "ada.brook", next());
  return {
    signedUp,
    play(move) {
      const done = move(account, next());
      account = done.account;
      return done.events;
    },
    subscription: () => firstOf(account),
  };
}

/** The first subscription of an account. Throws when it has none. */
export function firstOf({ company, subscriptions }: Account): WireSubscription {
  const [subscription] = subscriptions;
  if (!subscription) throw new Error(`${company.name} has no subscription`);
  return subscription;
}
