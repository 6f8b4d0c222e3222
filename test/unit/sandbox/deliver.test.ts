import { expect, onTestFinished, test, vi } from "vitest";
import { seededRandom } from "#test/sandbox/random.ts";
import { type DeliveryOptions, startDelivery } from "#test/sandbox/stripe/deliver.ts";
import { initialEvents } from "#test/sandbox/stripe/world.ts";
import { type Answer, secret, startReceiver } from "./receiver.ts";

const events = initialEvents(1, 1_795_000_000).events.slice(0, 40);
const ids = events.map(({ id }) => id);

const start = async (answer: Answer, options: Partial<DeliveryOptions> = {}) => {
  const receiver = await startReceiver(answer);
  const delivery = startDelivery({
    target: receiver.origin,
    connectionId: "conn_1",
    secret,
    random: seededRandom(1),
    firstRetryMs: 1,
    lateShare: 0,
    twiceShare: 0,
    ...options,
  });
  onTestFinished(async () => {
    await delivery.stop();
    await receiver.stop();
  });
  return { receiver, delivery };
};

test("every event arrives once, signed, at the connection's own path, with no more requests at once than allowed", async () => {
  const { receiver, delivery } = await start(() => 200, { concurrency: 3 });
  delivery.send(events, 0);
  await delivery.settled();
  expect(receiver.arrivals.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(new Set(receiver.arrivals.map(({ path }) => path))).toEqual(new Set(["/v3/rest/success/webhooks/stripe/conn_1"]));
  expect(receiver.mostAtOnce()).toBeLessThanOrEqual(3);
  expect(delivery.sent()).toBe(40);
  expect(delivery.undelivered()).toEqual([]);
});

test("an endpoint that fails twice for each event gets every event with the third attempt", async () => {
  const { receiver, delivery } = await start((attempt) => (attempt <= 2 ? 500 : 200));
  delivery.send(events, 0);
  await delivery.settled();
  expect(receiver.arrivals).toHaveLength(120);
  expect(
    receiver
      .accepted()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...ids].sort());
});

test("each attempt is signed with its own time", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const { receiver, delivery } = await start((attempt) => {
    vi.setSystemTime(1_800_000_000_000 + attempt * 400_000);
    return attempt === 1 ? 503 : 200;
  });
  delivery.send(events.slice(0, 1), 0);
  await delivery.settled();
  expect(receiver.arrivals.map(({ signedAt }) => signedAt)).toEqual([1_800_000_000, 1_800_000_400]);
});

test("late events are overtaken and none is missing", async () => {
  const { receiver, delivery } = await start(() => 200, { lateShare: 0.5 });
  delivery.send(events, 20);
  await delivery.settled();
  const order = receiver.arrivals.map(({ id }) => id);
  expect(order).not.toEqual(ids);
  expect(order.sort()).toEqual([...ids].sort());
});

test("a second copy of an event comes after the first was accepted and is not counted", async () => {
  const { receiver, delivery } = await start(() => 200, { twiceShare: 1 });
  delivery.send(events, 5);
  await receiver.until((arrivals) => arrivals.length === 80);
  expect(delivery.sent()).toBe(40);
  for (const [, copies] of Map.groupBy(receiver.arrivals, ({ id }) => id)) expect(copies).toHaveLength(2);
});

test("what is not accepted when it is stopped stays undelivered, and an endpoint that is gone is told once", async () => {
  const gone = await startReceiver();
  await gone.stop();
  const told = Promise.withResolvers<string>();
  const lines: string[] = [];
  const report = (line: string) => {
    lines.push(line);
    told.resolve(line);
  };
  const { delivery } = await start(() => 200, { target: gone.origin, report });
  delivery.send(events, 0);
  const settled = expect(delivery.settled()).rejects.toThrow("stopped before");
  expect(await told.promise).toContain("ECONNREFUSED");
  await delivery.stop();
  await settled;
  expect(delivery.undelivered().map(({ id }) => id)).toEqual(ids);
  expect(lines).toHaveLength(1);
});

test("after a long refusal the end of it is told too", async () => {
  const lines: string[] = [];
  const { delivery } = await start((attempt) => (attempt <= 3 ? 404 : 200), { report: (line) => lines.push(line) });
  delivery.send(events, 0);
  await delivery.settled();
  expect(lines).toEqual([
    "The sandbox's webhooks are not accepted (status 404); it tries again.",
    "The sandbox's webhooks are accepted again.",
  ]);
});
