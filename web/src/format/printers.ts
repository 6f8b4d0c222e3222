const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

// A list prints hundreds of values while it scrolls, and making a formatter takes far longer than printing with it.

/** The formatter of numbers for these options, made once. */
export const numberPrinter = (locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  remembered(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));

/** The formatter of dates for these options, made once. */
export const datePrinter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  remembered(dates, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));

const remembered = <Printer>(known: Map<string, Printer>, key: string, make: () => Printer): Printer => {
  const found = known.get(key);
  if (found) return found;
  const made = make();
  known.set(key, made);
  return made;
};
