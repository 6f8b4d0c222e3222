import { happens, type Random } from "../random.ts";
import type { Moment } from "./event.ts";
import {
  type Account,
  changePrice,
  changeSeats,
  convertTrial,
  endSubscription,
  failPayment,
  type Move,
  recover,
  scheduleCancel,
} from "./moves.ts";
import { upgradeOf } from "./prices.ts";
import { endOf, itemOf } from "./subscription.ts";
import type { WireSubscription } from "./wire.ts";

/** A subscription that has not ended, with who holds it. */
export type Held = { account: Account; subscription: WireSubscription };

/** Something that happens by chance: how often beside the others, to which subscriptions, and what it does to one. */
export type Chance = {
  weight: number;
  fits: (held: Held) => boolean;
  act: (account: Account, subscription: WireSubscription, moment: Moment, random: Random) => Move;
};

// So that the base neither empties nor grows without end, however long it lives.
const fewestHeld = 32;
const mostHeld = 56;
const mostPastDue = 5;
const mostEnding = 6;

/** What may happen to a base that holds these subscriptions; `newcomers` is the weight of a new customer beside the chances. */
export const chancesOf = (held: readonly Held[]): { chances: Chance[]; newcomers: number } => {
  const mayLose = held.length > fewestHeld;
  const mayFail = held.filter(isPastDue).length < mostPastDue;
  const maySchedule = mayLose && held.filter(isEnding).length < mostEnding;
  const chances: Chance[] = [
    { weight: 50, fits: isSettled, act: resize },
    { weight: mayFail ? 10 : 0, fits: isSettled, act: failPayment },
    { weight: 10, fits: isPastDue, act: recover },
    { weight: 6, fits: mayUpgrade, act: upgrade },
    { weight: 4, fits: isTrial, act: convertTrial },
    { weight: maySchedule ? 3 : 0, fits: isSettled, act: plannedEnd },
    { weight: mayLose ? 1 : 0, fits: (each) => !isTrial(each), act: endSubscription },
  ];
  return { chances: chances.filter(({ weight }) => weight > 0), newcomers: held.length < mostHeld ? 2 : 0 };
};

const isPastDue = ({ subscription }: Held): boolean => subscription.status === "past_due";
const isTrial = ({ subscription }: Held): boolean => subscription.status === "trialing";
const isEnding = ({ subscription }: Held): boolean => endOf(subscription) !== null;
const isSettled = (held: Held): boolean => held.subscription.status === "active" && !isEnding(held);
const mayUpgrade = (held: Held): boolean => isSettled(held) && upgradeOf(itemOf(held.subscription).price) !== null;

// Around what the company needs, up to a quarter less or more, and never what it is already.
const resize: Chance["act"] = (account, subscription, moment, random) => {
  const wanted = Math.max(1, Math.round(account.company.seats * (0.75 + random.next() / 2)));
  return changeSeats(account, subscription, wanted === itemOf(subscription).quantity ? wanted + 1 : wanted, moment);
};

const upgrade: Chance["act"] = (account, subscription, moment) => {
  const { price } = itemOf(subscription);
  return changePrice(account, subscription, upgradeOf(price) ?? price, moment);
};

const plannedEnd: Chance["act"] = (account, subscription, moment, random) =>
  scheduleCancel(account, subscription, happens(random, 0.5) ? "portal" : "api", moment);
