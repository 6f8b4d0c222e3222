import { seededRandom } from "../random.ts";

export type IdMaker = { id(prefix: string): string; sequence(): number };

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * Makes Stripe-like ids (`evt_…`) from a world's seed and its running number, from which `sequence` goes on. No two are the same, and
 * those of one prefix sort in the order in which they were made, as far as a second of Stripe's own ids tells.
 */
export const idMaker = (seed: number, sequence: number): IdMaker => {
  let last = sequence;
  const id = (prefix: string) => {
    last += 1;
    const random = seededRandom(seed ^ Math.imul(last, 0x9e3779b1));
    const tail = Array.from({ length: 9 }, () => letters.charAt(Math.floor(random.next() * letters.length))).join("");
    return `${prefix}_1${last.toString(36).toUpperCase().padStart(7, "0")}${tail}`;
  };
  return { id, sequence: () => last };
};
