import { useEffect, useRef } from "react";
import { usePreferences } from "../../theme/preferences.ts";
import { isTyping } from "../../ui/is-typing.ts";

type Actions = { move: (step: number) => void; leave: () => void; filter: () => void; sort: () => void };

/** The keys of the list that work from anywhere on the page. Escape stays when single keys are switched off. */
export const useListKeys = (actions: Actions): void => {
  const { shortcuts } = usePreferences();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
      const act = actionFor(event.key, latest.current, shortcuts);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [shortcuts]);
};

const actionFor = (key: string, { move, leave, filter, sort }: Actions, shortcuts: boolean): (() => void) | undefined => {
  if (key === "Escape") return leave;
  if (!shortcuts) return undefined;
  if (key === "j") return () => move(1);
  if (key === "k") return () => move(-1);
  if (key === "f") return filter;
  return key === "S" ? sort : undefined;
};
