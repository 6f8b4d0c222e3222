import { between, happens, pick, type Random } from "../random.ts";
import { addIntervals, periodAt, type UnixSeconds } from "./billing-period.ts";
import { type Company, people, type Story } from "./companies.ts";
import type { Moment } from "./event.ts";
import {
  type Account,
  andThen,
  changeSeats,
  endSubscription,
  failPayment,
  type Move,
  renew,
  scheduleCancel,
  signUp,
  subscribe,
} from "./moves.ts";
import { priceOf } from "./prices.ts";
import type { WireSubscription } from "./wire.ts";

const hour = 3600;
const day = 24 * hour;
export const trialSeconds = 14 * day;

type Past = { company: Company; story: Story; random: Random; now: UnixSeconds };
type Turn = { at: UnixSeconds; act: (account: Account, moment: Moment) => Move };

/**
 * A company's past up to `now`: how it came, the renewal that began its present period, and what its story says has happened since.
 * Earlier renewals are left out: they would say nothing that the last one doesn't.
 */
export const tellHistory = (past: Past, id: Moment["id"]): Move => {
  const { company, story, random } = past;
  const turns = story.state === "trialing" ? [trialTurn(past)] : paidTurns(past);
  const [first] = turns;
  const came = signUp(company, personOf(random), { at: (first?.at ?? past.now) - between(random, 2, 50) * 60, id });
  return turns.reduce((move, { at, act }) => andThen(move, (account) => act(account, { at, id })), came);
};

/** Who gets the bills, as `given.family`. */
export const personOf = (random: Random): string => `${pick(random, people.given)}.${pick(random, people.family)}`.toLowerCase();

const trialTurn = ({ company, story, random, now }: Past): Turn => {
  const trialEnd = now + story.days * day + between(random, 1, 20) * hour;
  const price = priceOf(story.plan, story.interval, company.currency);
  return { at: trialEnd - trialSeconds, act: (account, moment) => subscribe(account, price, company.seats, trialEnd, moment) };
};

const paidTurns = (past: Past): Turn[] => {
  const { company, story, random, now } = past;
  const canceled = story.state === "canceled";
  const until = canceled ? now - story.days * day : now;
  const end = canceled ? until + between(random, 3, 20) * day : now + story.days * day + between(random, 1, 20) * hour;
  const terms = between(random, story.state === "past_due" ? 2 : 1, story.interval === "year" ? 2 : 14);
  const start = addIntervals(end, story.interval, -terms);
  const renewed = periodAt(start, story.interval, until).start;
  const price = priceOf(story.plan, story.interval, company.currency);
  const seats = renewed > start ? Math.ceil(company.seats * (0.6 + random.next() / 2)) : company.seats;
  const turns: Turn[] = [{ at: start, act: (account, moment) => subscribe(account, price, seats, null, moment) }];
  if (renewed > start) turns.push({ at: renewed, act: onFirst(renew) });
  turns.push(...storyTurns(past, renewed, until));
  return turns;
};

const storyTurns = ({ company, story, random, now }: Past, renewed: UnixSeconds, until: UnixSeconds): Turn[] => {
  const sometime = between(random, renewed + 2 * hour, Math.max(renewed + 2 * hour, now - hour));
  const at = Math.min(sometime, now);
  switch (story.state) {
    case "past_due":
      return [{ at: Math.min(renewed + hour, now), act: onFirst(failPayment) }];
    case "ending": {
      const way = story.interval === "year" ? "portal" : "api";
      return [{ at, act: onFirst((account, subscription, moment) => scheduleCancel(account, subscription, way, moment)) }];
    }
    case "canceled":
      return [{ at: until, act: onFirst(endSubscription) }];
    default:
      return [...growth(company, random, at), ...addOn(story, company, at)];
  }
};

const growth = (company: Company, random: Random, at: UnixSeconds): Turn[] =>
  happens(random, 0.3)
    ? [{ at, act: onFirst((account, subscription, moment) => changeSeats(account, subscription, company.seats, moment)) }]
    : [];

const addOn = (story: Story, company: Company, at: UnixSeconds): Turn[] => {
  const price = priceOf("Insights", "month", company.currency);
  return story.addOn ? [{ at, act: (account, moment) => subscribe(account, price, company.seats, null, moment) }] : [];
};

const onFirst =
  (act: (account: Account, subscription: WireSubscription, moment: Moment) => Move): Turn["act"] =>
  (account, moment) => {
    const [subscription] = account.subscriptions;
    return subscription ? act(account, subscription, moment) : { account, events: [] };
  };
