import { between, happens, pick, type Random } from "../random.ts";
import { type Company, domainOf, nameParts } from "./companies.ts";
import type { Moment } from "./event.ts";
import { personOf, trialSeconds } from "./history.ts";
import { type Account, andThen, type Move, signUp, subscribe } from "./moves.ts";
import { currencies, priceOf, seatPlans } from "./prices.ts";

/** A company that is not among these accounts yet, with a made-up name or the given one and its domain. */
export const newCompany = (accounts: readonly Account[], random: Random, given?: Pick<Company, "name" | "domain">): Company => {
  const taken = new Set(accounts.map(({ company }) => company.domain));
  const { name, domain } = given ?? newName(taken, random);
  return { name, domain, currency: pick(random, currencies), seats: between(random, 3, 80), contact: "work" };
};

/** It signs up and begins a trial of 14 days. */
export const arrive = (company: Company, random: Random, moment: Moment): Move => {
  const price = priceOf(pick(random, seatPlans), happens(random, 0.3) ? "year" : "month", company.currency);
  const came = signUp(company, personOf(random), moment);
  return andThen(came, (account) => subscribe(account, price, company.seats, moment.at + trialSeconds, moment));
};

const newName = (taken: ReadonlySet<string>, random: Random): Pick<Company, "name" | "domain"> => {
  const plain = `${pick(random, nameParts.first)}${pick(random, nameParts.second)}`;
  let name = plain;
  for (let number = 2; taken.has(domainOf(name)); number++) name = `${plain} ${number}`;
  return { name, domain: domainOf(name) };
};
