import { createContext, useContext } from "react";
import type { Reading } from "../format/dates.ts";
import { useNow } from "./use-now.ts";

/** How the workspace reads numbers and dates. */
export type Locale = { locale: string; timeZone: string; displayCurrency: string | null };

const browserLocale: Locale = { locale: "en-US", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, displayCurrency: null };

export const LocaleContext = createContext<Locale>(browserLocale);

/** The workspace's locale and currency. */
export const useLocale = (): Locale => useContext(LocaleContext);

/** Locale, zone and the clock's reading, moved on every minute. */
export const useReading = (): Reading => {
  const { locale, timeZone } = useLocale();
  return { locale, timeZone, nowMs: useNow() };
};
