import { type Random, seededRandom } from "../random.ts";
import type { UnixSeconds } from "./billing-period.ts";
import { foundings } from "./companies.ts";
import type { Moment } from "./event.ts";
import { tellHistory } from "./history.ts";
import { idMaker } from "./ids.ts";
import { whatHappensNext } from "./life.ts";
import type { Account, Move } from "./moves.ts";
import type { WireEvent } from "./wire.ts";

/** Everything that goes on, as plain JSON. `second` is the last one in which something happened, `sequence` the last id's number. */
export type World = { seed: number; second: UnixSeconds; sequence: number; accounts: Account[] };

/** The world after something happened, and the events that tell of it. */
export type Step = { world: World; events: WireEvent[] };

/** A new world with its past: the company base and the events of its history, oldest first. The same arguments give the same world. */
export const initialEvents = (seed: number, now: UnixSeconds): Step => {
  const random = seededRandom(seed);
  const ids = idMaker(seed, 0);
  const moves = foundings.map(({ company, story }) => tellHistory({ company, story, random, now }, ids.id));
  const events = moves.flatMap((move) => move.events).sort((a, b) => a.created - b.created);
  return { world: { seed, second: now, sequence: ids.sequence(), accounts: moves.map((move) => move.account) }, events };
};

/** The one thing that happens next: what has fallen due by `now` first (renewals, ends of trials and of cancelled terms), else by chance. */
export const nextEvents = (world: World, random: Random, now: UnixSeconds): Step =>
  happen(world, now, (moment) => whatHappensNext(world.accounts, random, moment));

/** Lets one thing happen. The clock of the world never goes back, so that its events keep their order when the machine's does. */
export const happen = (world: World, now: UnixSeconds, act: (moment: Moment) => Move): Step => {
  const at = Math.max(world.second, now);
  const ids = idMaker(world.seed, world.sequence);
  const { account, events } = act({ at, id: ids.id });
  return { world: { ...world, second: at, sequence: ids.sequence(), accounts: withAccount(world.accounts, account) }, events };
};

const withAccount = (accounts: readonly Account[], after: Account): Account[] => {
  const known = accounts.some(({ customer }) => customer.id === after.customer.id);
  return known ? accounts.map((each) => (each.customer.id === after.customer.id ? after : each)) : [...accounts, after];
};
