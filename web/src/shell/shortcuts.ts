import { sectionDestinations, setUpDestinations } from "./navigation.ts";

export type Shortcut = { keys: readonly string[]; does: string };
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };

const goTo: readonly Shortcut[] = [...sectionDestinations, ...setUpDestinations].flatMap(({ key, label }) =>
  key ? [{ keys: ["g", key], does: label }] : [],
);

const everywhere: readonly Shortcut[] = [
  { keys: ["["], does: "Collapse or expand the navigation" },
  { keys: ["?"], does: "This list" },
];

const inContracts: readonly Shortcut[] = [
  { keys: ["↑", "↓"], does: "Move row, in the list" },
  { keys: ["j", "k"], does: "Move row, from anywhere" },
  { keys: ["Home", "End"], does: "First row, last loaded row" },
  { keys: ["Enter"], does: "Peek" },
  { keys: ["Space"], does: "Peek, then follow the rows" },
  { keys: ["Esc"], does: "Close the peek, then clear the filters" },
  { keys: ["f"], does: "Filter by status" },
  { keys: ["⇧S"], does: "Sort" },
];

/** The keys that work on a page, and no others. */
export const shortcutsOn = (pathname: string): readonly ShortcutGroup[] => [
  ...(pathname === "/success/contracts" ? [{ title: "Contracts", shortcuts: inContracts }] : []),
  { title: "Go to", shortcuts: goTo },
  { title: "Everywhere", shortcuts: everywhere },
];
