import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { usePreferences } from "../theme/preferences.ts";
import { isTyping } from "../ui/is-typing.ts";
import { destinationFor } from "./navigation.ts";

const sequenceMs = 1_200;

type Actions = { onHelp: () => void; onToggleRail: () => void };

/** The keys that work on every page: `g` and a letter, `[`, `?`. Off in fields, over dialogs, and where a person switched them off. */
export const useShortcuts = ({ onHelp, onToggleRail }: Actions): void => {
  const navigate = useNavigate();
  const { shortcuts } = usePreferences();
  const actions = useRef({ onHelp, onToggleRail });
  useEffect(() => {
    actions.current = { onHelp, onToggleRail };
  });

  useEffect(() => {
    if (!shortcuts) return;
    let began = Number.NEGATIVE_INFINITY;
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
      const second = event.timeStamp - began < sequenceMs;
      began = Number.NEGATIVE_INFINITY;
      const to = second ? destinationFor(event.key) : undefined;
      if (to) {
        event.preventDefault();
        void navigate({ to });
      } else if (event.key === "g") began = event.timeStamp;
      else if (event.key === "[") actions.current.onToggleRail();
      else if (event.key === "?") actions.current.onHelp();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [navigate, shortcuts]);
};
