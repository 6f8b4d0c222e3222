import { type NonEmpty, pick, type Random } from "../random.ts";
import type { UnixSeconds } from "./billing-period.ts";
import { chancesOf, type Held } from "./chances.ts";
import type { Moment } from "./event.ts";
import { type Account, convertTrial, endSubscription, type Move, renew } from "./moves.ts";
import { arrive, newCompany } from "./newcomer.ts";
import { endOf, isLive, itemOf } from "./subscription.ts";
import type { WireSubscription } from "./wire.ts";

/** Lets the next thing happen to one of these accounts, or a new one come. */
export const whatHappensNext = (accounts: readonly Account[], random: Random, moment: Moment): Move => {
  const held = accounts.flatMap((account) => account.subscriptions.filter(isLive).map((subscription) => ({ account, subscription })));
  const due = held.filter(({ subscription }) => dueAt(subscription) <= moment.at);
  const [earliest] = due.sort((a, b) => dueAt(a.subscription) - dueAt(b.subscription));
  return earliest ? fallDue(earliest, moment) : byChance(held, accounts, random, moment);
};

const dueAt = (subscription: WireSubscription): UnixSeconds => endOf(subscription) ?? itemOf(subscription).current_period_end;

const fallDue = ({ account, subscription }: Held, moment: Moment): Move => {
  if (endOf(subscription) !== null) return endSubscription(account, subscription, moment);
  return subscription.status === "trialing" ? convertTrial(account, subscription, moment) : renew(account, subscription, moment);
};

type Possibility = { weight: number; happen: () => Move };

const byChance = (held: readonly Held[], accounts: readonly Account[], random: Random, moment: Moment): Move => {
  const { chances, newcomers } = chancesOf(held);
  const newcomer = { weight: newcomers, happen: () => arrive(newCompany(accounts, random), random, moment) };
  const others = chances.flatMap(({ weight, fits, act }): Possibility[] => {
    const [first, ...more] = held.filter(fits);
    if (!first) return [];
    const happen = () => {
      const { account, subscription } = pick(random, [first, ...more]);
      return act(account, subscription, moment, random);
    };
    return [{ weight, happen }];
  });
  return weighted(random, [newcomer, ...others]).happen();
};

const weighted = (random: Random, possibilities: NonEmpty<Possibility>): Possibility => {
  let rest = random.next() * possibilities.reduce((sum, { weight }) => sum + weight, 0);
  for (const possibility of possibilities) {
    rest -= possibility.weight;
    if (rest < 0) return possibility;
  }
  return possibilities[0];
};
