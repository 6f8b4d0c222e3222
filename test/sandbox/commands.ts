import type { Random } from "./random.ts";
import type { UnixSeconds } from "./stripe/billing-period.ts";
import type { Moment } from "./stripe/event.ts";
import { type Account, changeSeats, convertTrial, endSubscription, failPayment, type Move, recover } from "./stripe/moves.ts";
import { arrive, newCompany } from "./stripe/newcomer.ts";
import { endOf, isLive, itemOf } from "./stripe/subscription.ts";
import type { WireSubscription } from "./stripe/wire.ts";
import { happen, type Step, type World } from "./stripe/world.ts";

/** What a command did: the world after it when it did something, a text for a person, and the HTTP status that fits. */
export type Outcome = { status: 200 | 400 | 404 | 409; text: string; step?: Step };

type Given = { world: World; random: Random; now: UnixSeconds; args: readonly string[] };
type Command = { usage: string; does: string; run: (given: Given) => Outcome };

/** Runs one command. Unknown ones and wrong arguments answer 400, an unknown domain 404, what does not apply to a company 409. */
export const runCommand = (name: string, given: Given): Outcome => {
  const command = new Map(Object.entries(commands)).get(name);
  return command ? command.run(given) : refuse(400, `There is no command ${name}. There are: ${Object.keys(commands).join(", ")}.`);
};

const refuse = (status: 400 | 404 | 409, text: string): Outcome => ({ status, text });

type Change = {
  fits: (subscription: WireSubscription) => boolean;
  otherwise: string;
  done: string;
  act: (account: Account, subscription: WireSubscription, moment: Moment) => Move;
};

/** Changes the first subscription of the company named by the first argument to which the change applies. */
const change = ({ world, now, args }: Given, { fits, otherwise, done, act }: Change): Outcome => {
  const domain = args[0]?.toLowerCase();
  if (!domain) return refuse(400, "Which company? Give its domain; npm run sandbox -- list shows them.");
  const account = world.accounts.find(({ company }) => company.domain === domain);
  if (!account) return refuse(404, `There is no company ${domain} in the sandbox; npm run sandbox -- list shows all.`);
  const subscription = account.subscriptions.find(fits);
  if (!subscription) return refuse(409, `${domain} ${otherwise}.`);
  const step = happen(world, now, (moment) => act(account, subscription, moment));
  return { status: 200, text: `${account.company.name} (${domain}), ${itemOf(subscription).price.nickname}: ${done}.`, step };
};

const seats = (given: Given): Outcome => {
  const quantity = Number(given.args[1]);
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 1_000_000)
    return refuse(400, "How many seats? Give a whole number from 1.");
  const act: Change["act"] = (account, subscription, moment) => changeSeats(account, subscription, quantity, moment);
  return change(given, { fits: isLive, otherwise: "has no subscription", done: `${quantity} seats now`, act });
};

const signUp = ({ world, random, now, args }: Given): Outcome => {
  const domain = args[0]?.toLowerCase();
  if (domain !== undefined && !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.example$/.test(domain)) {
    return refuse(400, `${domain} is no sample domain: take one like acme.example.`);
  }
  if (world.accounts.some(({ company }) => company.domain === domain)) return refuse(409, `${domain} is a customer already.`);
  const company = newCompany(world.accounts, random, domain === undefined ? undefined : { name: nameOf(domain), domain });
  const step = happen(world, now, (moment) => arrive(company, random, moment));
  return { status: 200, text: `${company.name} (${company.domain}) is a new customer, on trial for 14 days.`, step };
};

const nameOf = (domain: string): string =>
  domain
    .replace(".example", "")
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(" ");

const list = ({ world }: Given): Outcome => {
  const lines = world.accounts.flatMap(({ company: { domain, name, contact }, subscriptions }) =>
    subscriptions.map((each) => `${domain.padEnd(28)} ${name.padEnd(24)} ${line(each)}${contact === "work" ? "" : ", no work address"}`),
  );
  return { status: 200, text: lines.sort().join("\n") };
};

const line = (subscription: WireSubscription): string => {
  const { price, quantity, current_period_end: periodEnd } = itemOf(subscription);
  const end = endOf(subscription);
  const next = isLive(subscription)
    ? `${end === null ? "renews" : "ends"} ${dateOf(end ?? periodEnd)}`
    : `ended ${dateOf(subscription.ended_at ?? periodEnd)}`;
  return `${subscription.status.padEnd(9)} ${`${quantity} × ${price.nickname}, ${price.recurring?.interval}ly`.padEnd(30)} ${next}`;
};

const dateOf = (second: UnixSeconds): string => new Date(second * 1000).toISOString().slice(0, 10);

const help = (): Outcome => ({
  status: 200,
  text: ["npm run sandbox -- <command>", ...Object.values(commands).map(({ usage, does }) => `  ${usage.padEnd(28)} ${does}`)].join("\n"),
});

const isActive = ({ status }: WireSubscription): boolean => status === "active";
const isPastDue = ({ status }: WireSubscription): boolean => status === "past_due";
const isTrial = ({ status }: WireSubscription): boolean => status === "trialing";

const fail: Change = {
  fits: isActive,
  otherwise: "has no active subscription",
  done: "the payment failed, past due now",
  act: failPayment,
};
const pay: Change = { fits: isPastDue, otherwise: "has nothing past due", done: "paid, active again", act: recover };
const cancel: Change = { fits: isLive, otherwise: "has no subscription", done: "canceled at once", act: endSubscription };
const convert: Change = { fits: isTrial, otherwise: "is not on trial", done: "the trial became a paid subscription", act: convertTrial };

const commands: Record<string, Command> = {
  help: { usage: "help", does: "shows this", run: help },
  list: { usage: "list", does: "shows all subscriptions", run: list },
  "fail-payment": { usage: "fail-payment <domain>", does: "a charge is declined", run: (given) => change(given, fail) },
  pay: { usage: "pay <domain>", does: "what is past due is paid", run: (given) => change(given, pay) },
  cancel: { usage: "cancel <domain>", does: "the subscription ends at once", run: (given) => change(given, cancel) },
  "change-seats": { usage: "change-seats <domain> <n>", does: "the subscription has n seats", run: seats },
  "convert-trial": { usage: "convert-trial <domain>", does: "the trial ends with a payment", run: (given) => change(given, convert) },
  "new-customer": { usage: "new-customer [domain]", does: "a company signs up and begins a trial", run: signUp },
};
