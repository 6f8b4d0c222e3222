import { parse } from "tldts";
import { isPersonalDomain } from "./personal-domains.ts";

/** A company's identity: its registrable domain as a lower-case A-label. */
export type Domain = string & { readonly domain: unique symbol };

/** The account a text points to, or why it points to none. */
export type DomainReading =
  | { kind: "domain"; domain: Domain }
  | { kind: "none"; reason: "no_address" | "not_a_domain" | "personal_address" };

/**
 * Reads a URL, a host or an e-mail address (domain rule 10): the registrable domain by the public-suffix list with its private
 * section, so that tenants of a hosting domain stay apart. IPs, `localhost`, bare suffixes and personal mail domains give none.
 */
export const readDomain = (text: string | null | undefined): DomainReading => {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return { kind: "none", reason: "no_address" };
  const host = trimmed.includes("@") && !trimmed.includes("://") ? trimmed.slice(trimmed.lastIndexOf("@") + 1) : trimmed;
  const { domain, isIp, isIcann, isPrivate } = parse(asciiHost(host), { allowPrivateDomains: true });
  if (isIp || domain === null || !(isIcann || isPrivate || isReservedForExamples(domain))) return { kind: "none", reason: "not_a_domain" };
  if (isPersonalDomain(domain)) return { kind: "none", reason: "personal_address" };
  return { kind: "domain", domain: domain as Domain }; // safe: tldts returned a registrable domain, lower-cased by asciiHost
};

/** The first readable domain of several texts, in order of trust; otherwise why the last of them names none. */
export const firstDomain = (texts: readonly (string | null | undefined)[]): DomainReading => {
  const readings = texts.map(readDomain);
  return readings.find((reading) => reading.kind === "domain") ?? readings.at(-1) ?? { kind: "none", reason: "no_address" };
};

/** RFC 2606 keeps `.example` for documentation; sample data lives there, so it counts as a suffix. */
const isReservedForExamples = (domain: string): boolean => domain.endsWith(".example");

const asciiHost = (text: string): string => {
  try {
    return new URL(text.includes("://") ? text : `http://${text}`).hostname;
  } catch {
    return "";
  }
};
