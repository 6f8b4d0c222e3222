import { expect, test } from "vitest";
import { runCommand } from "#test/sandbox/commands.ts";
import { seededRandom } from "#test/sandbox/random.ts";
import { initialEvents } from "#test/sandbox/stripe/world.ts";

const now = 1_795_000_000;
const begin = () => {
  let { world } = initialEvents(1, now);
  const random = seededRandom(1);
  return (name: string, ...args: string[]) => {
    const { status, text, step } = runCommand(name, { world, random, now, args });
    if (step) world = step.world;
    return { status, text, types: step?.events.map(({ type }) => type.replace("customer.", "")) ?? [] };
  };
};

test.each<[string[], string, string[]]>([
  [["fail-payment", "hooli.example"], "the payment failed, past due now", ["subscription.updated", "updated"]],
  [["pay", "ambervane.example"], "paid, active again", ["subscription.updated", "updated"]],
  [["cancel", "HOOLI.example"], "canceled at once", ["subscription.deleted"]],
  [["change-seats", "hooli.example", "12"], "12 seats now", ["subscription.updated"]],
  [["convert-trial", "pinemoth.example"], "the trial became a paid subscription", ["subscription.updated"]],
  [["new-customer", "blue-fern.example"], "Blue Fern (blue-fern.example) is a new customer", ["created", "subscription.created"]],
  [["new-customer"], "is a new customer", ["created", "subscription.created"]],
])("%j does what it says", ([name = "", ...args], said, types) => {
  const answer = begin()(name, ...args);
  expect(answer).toMatchObject({ status: 200, types });
  expect(answer.text).toContain(said);
  expect(answer.text).not.toContain("\n");
});

test.each<[string[], number]>([
  [["explode", "hooli.example"], 400],
  [["constructor"], 400],
  [["fail-payment"], 400],
  [["fail-payment", "nobody.example"], 404],
  [["pay", "hooli.example"], 409],
  [["convert-trial", "hooli.example"], 409],
  [["cancel", "thistlemerepress.example"], 409],
  [["change-seats", "hooli.example"], 400],
  [["change-seats", "hooli.example", "0"], 400],
  [["change-seats", "hooli.example", "1.5"], 400],
  [["new-customer", "hooli.example"], 409],
  [["new-customer", "hooli.com"], 400],
])("%j changes nothing and answers %i with one readable line", ([name = "", ...args], status) => {
  const answer = begin()(name, ...args);
  expect(answer).toMatchObject({ status, types: [] });
  expect(answer.text).toMatch(/^[^\n]+[.?]( [^\n]+\.)?$/);
});

test("a payment that fails and is paid can fail again", () => {
  const run = begin();
  for (const name of ["fail-payment", "pay", "fail-payment"]) expect(run(name, "quenbymarsh.example").status).toBe(200);
});

test("help names every command, list every subscription", () => {
  const run = begin();
  for (const name of ["list", "fail-payment", "pay", "cancel", "change-seats", "convert-trial", "new-customer"]) {
    expect(run("help").text).toContain(name);
    expect(run("explode").text).toContain(name);
  }
  const lines = run("list").text.split("\n");
  expect(lines).toHaveLength(42);
  expect(lines.find((line) => line.startsWith("ambervane.example"))).toMatch(
    /Ambervane +past_due +\d+ × Team, monthly +renews \d{4}-\d\d-\d\d$/,
  );
  expect(lines.find((line) => line.startsWith("dovetrail.example"))).toMatch(/Dovetrail .*, no work address$/);
});
