import type { Interval } from "./billing-period.ts";
import type { Currency, PlanName } from "./prices.ts";

/**
 * `contact` says where the bill goes: to an address at the company's domain, to one at a free-mail host, or nowhere; the commands know
 * every company by its domain. `seats` is what it needs, its quantity moves around that.
 */
export type Company = { name: string; domain: string; currency: Currency; seats: number; contact: "work" | "personal" | "none" };

/**
 * What a company's history has come to. `days` are those to the end of the period (at most 27 by the month, the shortest has 28) or the
 * trial (at most 13), and some hours; for `canceled` they are those since the end.
 */
export type Story = {
  state: "active" | "trialing" | "past_due" | "ending" | "canceled";
  plan: PlanName;
  interval: Interval;
  days: number;
  addOn: boolean;
};

type Founding = { company: Company; story: Story };

/** The sample domain of a company, made of its name. */
export const domainOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z0-9]/g, "")}.example`;

const found = (
  name: string,
  currency: Currency,
  seats: number,
  [plan, interval, days, state = "active"]: [PlanName, Interval, number, Story["state"]?],
  { contact = "work", addOn = false }: { contact?: Company["contact"]; addOn?: boolean } = {},
): Founding => ({ company: { name, domain: domainOf(name), currency, seats, contact }, story: { state, plan, interval, days, addOn } });

/** The company base at the beginning of the world. All names are made up; `.example` belongs to nobody (RFC 2606). */
export const foundings: readonly Founding[] = [
  found("Tallowfield", "usd", 64, ["Team", "month", 9]),
  found("Hooli", "usd", 140, ["Platform Pro", "month", 12], { addOn: true }),
  found("Brindlecove Freight", "usd", 35, ["Team", "year", 21]),
  found("Quenby & Marsh", "gbp", 18, ["Starter", "month", 3]),
  found("Ostrelle", "eur", 52, ["Platform Pro", "year", 96]),
  found("Harrowick Labs", "usd", 27, ["Team", "month", 17, "past_due"]),
  found("Pinemoth", "usd", 8, ["Starter", "month", 11, "trialing"]),
  found("Vantrice Systems", "usd", 210, ["Platform Pro", "year", 6]),
  found("Lumenfold", "eur", 44, ["Team", "month", 25]),
  found("Copperwren", "usd", 73, ["Platform Pro", "month", 5, "ending"]),
  found("Kazemori Works", "jpy", 60, ["Team", "month", 14]),
  found("Tsukihama Logistics", "jpy", 120, ["Platform Pro", "year", 182]),
  found("Fjordlark", "eur", 12, ["Starter", "year", 44]),
  found("Bellthorn Insurance", "gbp", 160, ["Platform Pro", "year", 28]),
  found("Sundrift Energy", "usd", 95, ["Team", "month", 20], { addOn: true }),
  found("Grautal Maschinen", "eur", 88, ["Platform Pro", "month", 8]),
  found("Kornweiler Logistik", "eur", 31, ["Team", "month", 26, "past_due"]),
  found("Lavandelle", "eur", 6, ["Starter", "month", 18], { contact: "personal" }),
  found("Maison Perlune", "eur", 15, ["Starter", "year", 240]),
  found("Cantorini Ceramiche", "eur", 22, ["Team", "month", 6, "trialing"]),
  found("Oakhampstead Mutual", "gbp", 130, ["Platform Pro", "year", 301]),
  found("Wexmoor Rail", "gbp", 76, ["Team", "month", 24]),
  found("Thistlemere Press", "gbp", 9, ["Starter", "month", 13, "canceled"]),
  found("Puddlewick Games", "gbp", 24, ["Team", "month", 0]),
  found("Greyfen Analytics", "gbp", 41, ["Platform Pro", "year", 14, "ending"]),
  found("Marrowby Health", "usd", 180, ["Platform Pro", "year", 63]),
  found("Zephyrelle", "usd", 5, ["Starter", "month", 10], { contact: "none" }),
  found("Quillstone", "usd", 33, ["Team", "month", 4, "trialing"]),
  found("Ravelmoor", "usd", 58, ["Team", "year", 133]),
  found("Cinderquay", "usd", 19, ["Starter", "month", 22]),
  found("Ambervane", "usd", 47, ["Team", "month", 15, "past_due"]),
  found("Dovetrail", "usd", 11, ["Starter", "month", 27], { contact: "personal" }),
  found("Fennimoor Robotics", "usd", 104, ["Platform Pro", "month", 19]),
  found("Glimmerstead", "usd", 29, ["Team", "month", 40, "canceled"]),
  found("Kestrelby", "usd", 68, ["Team", "year", 11]),
  found("Loamcraft", "usd", 14, ["Starter", "month", 13, "trialing"]),
  found("Mosswick Foods", "usd", 82, ["Platform Pro", "month", 23]),
  found("Yukinohara Studio", "jpy", 25, ["Starter", "month", 16]),
  found("Orrinvale", "usd", 150, ["Platform Pro", "year", 219]),
  found("Saltmarrow", "usd", 37, ["Team", "year", 72, "ending"]),
];

/** What names of later customers are put together from. */
export const nameParts = {
  first: ["Alder", "Birch", "Cobalt", "Drift", "Ember", "Flint", "Gable", "Heron", "Indigo", "Juniper", "Larch", "Moss", "Nettle", "Otter"],
  second: ["bourne", "combe", "dell", "fold", "garth", "holt", "lea", "mere", "ridge", "stow", "thwaite", "wick"],
} as const;

/** Given and family names of the people who get the bills. */
export const people = {
  given: [
    "Ada",
    "Bram",
    "Chiara",
    "Dov",
    "Elif",
    "Femi",
    "Greta",
    "Hiro",
    "Ines",
    "Jonas",
    "Kaya",
    "Lior",
    "Mira",
    "Noor",
    "Oskar",
    "Priya",
  ],
  family: ["Amsel", "Brook", "Castell", "Dunmore", "Eriksen", "Falk", "Grell", "Hara", "Ito", "Juhasz", "Keane", "Lund", "Moreau", "Novak"],
} as const;
