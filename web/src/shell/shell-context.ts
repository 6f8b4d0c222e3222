import { createContext, useContext } from "react";

type ShellActions = { openNavigation: () => void };

export const ShellContext = createContext<ShellActions>({ openNavigation: () => undefined });

/** What a page may ask of its frame. */
export const useShell = (): ShellActions => useContext(ShellContext);
