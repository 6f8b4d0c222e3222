import {
  Activity,
  FileText,
  ListChecks,
  Loader,
  Infinity as Loop,
  type LucideIcon,
  Plug,
  RotateCcw,
  SlidersHorizontal,
  SquareKanban,
} from "lucide-react";
import { sectionLabels, sections } from "../api/sections.ts";
import type { Section } from "../api/types.ts";
import { messages } from "./messages.ts";

/** One place to go. `key` is the letter after `g`. */
export type Destination = { to: SectionPath | SetUpPath; label: string; icon: LucideIcon; key?: string };
export type SectionPath = `/success/${Section}`;
type SetUpPath = "/success/readiness" | "/settings/integrations" | "/settings/workspace";

const icons: Record<Section, LucideIcon> = {
  health: Activity,
  convert: Loader,
  contracts: FileText,
  pipeline: SquareKanban,
  "re-engage": RotateCcw,
  "close-the-loop": Loop,
};
const letters: Record<Section, string> = {
  health: "h",
  convert: "v",
  contracts: "c",
  pipeline: "p",
  "re-engage": "e",
  "close-the-loop": "l",
};

export const sectionIcon = (section: Section): LucideIcon => icons[section];

export const sectionDestinations: readonly (Destination & { section: Section })[] = sections.map((section) => ({
  section,
  to: `/success/${section}`,
  label: sectionLabels[section],
  icon: icons[section],
  key: letters[section],
}));

export const setUpDestinations: readonly Destination[] = [
  { to: "/success/readiness", label: messages.readiness, icon: ListChecks, key: "r" },
  { to: "/settings/integrations", label: messages.integrations, icon: Plug, key: "i" },
  { to: "/settings/workspace", label: messages.workspaceSettings, icon: SlidersHorizontal },
];

/** Where `g` and a letter lead. */
export const destinationFor = (letter: string): Destination["to"] | undefined =>
  [...sectionDestinations, ...setUpDestinations].find(({ key }) => key === letter)?.to;
