import { type Deliver, fire, newEvent, type Rule } from "./event-bus.ts";

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const longestTimerMs = 2 ** 31 - 1;

/** Fires the rules that have a rate, the first time one period from now; answers how to stop. */
export function startSchedules(rules: readonly Rule[], deliver: Deliver): () => void {
  const timers = rules.flatMap((rule) => {
    if (rule.schedule === undefined) return [];
    const run = () =>
      fire(
        rule,
        newEvent({ "detail-type": "Scheduled Event", source: "aws.events", resources: [rule.arn], detail: {} }, new Date()),
        deliver,
      );
    return [setInterval(run, periodMs(rule.schedule))];
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** Reads `rate(5 minutes)` as milliseconds. Throws for `cron(…)`, which no template uses yet, and for periods of more than 24 days. */
export function periodMs(expression: string): number {
  const [, count, unit = ""] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const period = Number(count) * (unitMs[unit] ?? Number.NaN);
  if (period <= longestTimerMs) return period;
  throw new Error(`infra/local/schedule.ts cannot read ${expression}: it knows rate(…) up to 24 days.`);
}
