import { numberPrinter } from "./printers.ts";

/** Prints a count with the locale's separators: `3,412`. */
export const formatCount = (count: number, locale: string): string => numberPrinter(locale).format(count);

/** Puts a count before the English word form that goes with it: `1 contract`, `3,412 contracts`. */
export const formatPlural = (count: number, forms: { one: string; other: string }, locale: string): string => {
  const form = new Intl.PluralRules("en").select(count) === "one" ? forms.one : forms.other;
  return `${formatCount(count, locale)} ${form}`;
};
