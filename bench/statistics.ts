/**
 * How a series stands to its baseline: the median of each round's ratio, the least and largest such median over the quarters of the run,
 * and the ratio of the 99th percentiles.
 */
export type Comparison = { p50: number; low: number; high: number; p99: number };

const quarters = 4;

/**
 * Does every work once a round, in an order drawn anew, so that whatever the machine does meanwhile, and what one work leaves for the next,
 * falls on all of them alike. Each work answers its own milliseconds. Answers them by the works' names, in the order of the rounds;
 * `warmUp` rounds before them are not counted.
 */
export async function interleave<Name extends string>(
  works: Record<Name, () => Promise<number>>,
  { warmUp, rounds }: { warmUp: number; rounds: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[]; // safe: the keys of a record of Names
  const series = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>; // safe: a list for each name
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of shuffled(names)) {
      const took = await works[name]();
      if (round >= 0) series[name].push(took);
    }
  }
  return series;
}

/** Makes a work that answers how many milliseconds it took. */
export function timed(work: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
}

/**
 * Compares two series of one interleaved run, both in the order of the rounds. Ratios are taken round by round, because the two sides of a
 * round met the machine in much the same state, and two halves of a run may not.
 */
export function compare(baseline: readonly number[], measured: readonly number[]): Comparison {
  const ratios = measured.map((value, round) => value / (baseline[round] ?? Number.NaN));
  const medians = Array.from({ length: quarters }, (_, quarter) => median(quarterOf(ratios, quarter)));
  return {
    p50: median(ratios),
    low: Math.min(...medians),
    high: Math.max(...medians),
    p99: quantile(measured, 0.99) / quantile(baseline, 0.99),
  };
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The smallest value that at least this share of the values does not exceed. Throws when there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError("no values");
  return value;
}

function shuffled<Value>(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

function quarterOf(values: readonly number[], quarter: number): readonly number[] {
  const at = (boundary: number) => Math.round((values.length * boundary) / quarters);
  return values.slice(at(quarter), at(quarter + 1));
}
