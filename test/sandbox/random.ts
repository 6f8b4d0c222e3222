/** A repeatable source of chance: `next` lies in [0, 1), and `seededRandom(state())` goes on where this one stands. */
export type Random = { next(): number; state(): number };

/** The mulberry32 generator: small, fast, and the same on every machine. `seed` is an integer. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, state: () => state };
};

export type NonEmpty<T> = readonly [T, ...T[]];

/** One of several, each as likely as the others. */
export const pick = <T>(random: Random, values: NonEmpty<T>): T => values[Math.floor(random.next() * values.length)] ?? values[0];

/** An integer from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number => least + Math.floor(random.next() * (most - least + 1));

/** True in `share` of all calls; 0 is never, 1 is always. */
export const happens = (random: Random, share: number): boolean => random.next() < share;
