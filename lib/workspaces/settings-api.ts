import * as z from "zod/mini";
import { defineEndpoint } from "../http/define-endpoint.ts";
import { Currency } from "../money/money.ts";
import { isTimeZone } from "../time/instant.ts";

const isLocale = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
};

const TimeZone = z.string().check(z.refine(isTimeZone, "An IANA time zone, such as Europe/Berlin"));
const Locale = z.string().check(z.maxLength(35), z.refine(isLocale, "A BCP 47 locale, such as en-GB"));

/** Of the codes that look like a currency, those that the runtime can print. */
const isCurrency = (code: string): boolean => Intl.supportedValuesOf("currency").includes(code.toUpperCase());
const DisplayCurrency = Currency.check(z.refine(isCurrency, "An ISO 4217 currency in lower case, such as eur"));

const fields = {
  name: z.string().check(
    z.maxLength(120),
    z.refine((text) => text.trim() !== "" && text.isWellFormed(), "A readable name"),
  ),
  timeZone: TimeZone,
  locale: Locale,
  displayCurrency: z.nullable(DisplayCurrency),
  flags: z.strictObject({ success: z.boolean() }),
};

/** The settings of a workspace. `version` is sent back with a change; another person's change in between answers 412. */
export const Settings = z.object({ ...fields, version: z.int() });
export type Settings = z.infer<typeof Settings>;

export const getSettings = defineEndpoint("GET", "/settings", { summary: "The workspace's settings", answer: Settings, gate: "admin" });

export const putSettings = defineEndpoint("PUT", "/settings", {
  summary: "Replace the workspace's settings",
  body: z.strictObject({ ...fields, version: z.int() }),
  ifMatch: "The ETag that GET answered. It comes on top of `version`.",
  answer: Settings,
  role: "admin",
  gate: "admin",
});
