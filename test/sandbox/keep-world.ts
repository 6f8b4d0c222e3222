import { randomInt } from "node:crypto";
import { messageOf } from "#infra/local/json.ts";
import { type Random, seededRandom } from "./random.ts";
import { readState, stateWriter } from "./state-file.ts";
import type { UnixSeconds } from "./stripe/billing-period.ts";
import { type Delivery, type DeliveryOptions, startDelivery } from "./stripe/deliver.ts";
import type { WireEvent } from "./stripe/wire.ts";
import { initialEvents, type Step, type World } from "./stripe/world.ts";

export type KeepingOptions = Omit<DeliveryOptions, "random" | "accepted"> & {
  /** Where the world is kept; made when it does not exist. */
  stateFile: string;
  /** What a new world grows from; by chance if not given, so that a second world never repeats the ids of the first. */
  seed?: number;
};

export type KeptWorld = {
  world(): World;
  random: Random;
  delivery: Delivery;
  /** Makes a step the present: its events are in the state file before they are sent, so that no end of the process loses them. */
  happened(step: Step, lateMs: number): Promise<void>;
  stop(): Promise<void>;
};

// The history comes all at once: a short wait is enough for its events to overtake each other.
const historyLateMs = 200;

/** The only clock of the sandbox. */
export const secondNow = (): UnixSeconds => Math.floor(Date.now() / 1000);

/** Opens the world of the state file, or makes one, and begins to send what of its events was not accepted yet. */
export const keepWorld = async (options: KeepingOptions): Promise<KeptWorld> => {
  const { stateFile, report = () => {} } = options;
  const before = readState(stateFile) ?? newState(options.seed ?? randomInt(2 ** 31));
  const random = seededRandom(before.random);
  let { world } = before;
  let unsent: WireEvent[] = [];

  const save = stateWriter(stateFile, () => ({
    version: 1,
    world,
    random: random.state(),
    undelivered: [...delivery.undelivered(), ...unsent],
  }));
  const saved = () => save().catch((error) => report(`The sandbox's state could not be kept: ${messageOf(error)}`));
  const delivery = startDelivery({ ...options, random: seededRandom(before.world.sequence), accepted: () => void saved() });

  const happened = async (step: Step, lateMs: number) => {
    world = step.world;
    unsent = [...unsent, ...step.events];
    await saved();
    unsent = unsent.filter((event) => !step.events.includes(event));
    delivery.send(step.events, lateMs);
  };
  await happened({ world, events: before.undelivered }, historyLateMs);
  return {
    world: () => world,
    random,
    delivery,
    happened,
    stop: async () => {
      await delivery.stop();
      await saved();
    },
  };
};

const newState = (seed: number) => {
  const { world, events } = initialEvents(seed, secondNow());
  return { world, random: seed, undelivered: events };
};
