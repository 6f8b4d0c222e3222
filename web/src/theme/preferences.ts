import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

/** What this browser remembers of a person's taste. public/theme.js reads the theme before the first paint. */
export type Preferences = { theme: Theme; rail: "open" | "closed"; shortcuts: boolean };

const storageKey = "success.preferences";
const defaults: Preferences = { theme: "system", rail: "open", shortcuts: true };
const listeners = new Set<() => void>();
let current = read();

/** Changes one or more preferences, remembers them and applies the theme. */
export const setPreferences = (change: Partial<Preferences>): void => {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // A browser that refuses storage keeps them until the page is closed.
  }
  applyTheme(current.theme);
  for (const listener of listeners) listener();
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, () => current);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const applyTheme = (theme: Theme): void => {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

function read(): Preferences {
  try {
    return { ...defaults, ...known(JSON.parse(localStorage.getItem(storageKey) ?? "{}")) };
  } catch {
    return defaults;
  }
}

function known(stored: unknown): Partial<Preferences> {
  if (typeof stored !== "object" || stored === null) return {};
  const { theme, rail, shortcuts } = stored as Record<string, unknown>; // safe: an object, and each field is checked below
  return {
    ...(theme === "system" || theme === "light" || theme === "dark" ? { theme } : {}),
    ...(rail === "open" || rail === "closed" ? { rail } : {}),
    ...(typeof shortcuts === "boolean" ? { shortcuts } : {}),
  };
}
