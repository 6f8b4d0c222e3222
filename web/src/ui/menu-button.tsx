import { type ReactNode, type RefObject, type ToggleEvent, useEffect, useId, useRef, useState } from "react";
import styles from "./menu.module.css";
import { moveFocus } from "./move-focus.ts";
import { placeBelow } from "./place-below.ts";

type Props = {
  /** Names the menu. */
  label: string;
  trigger: ReactNode;
  className: string;
  buttonRef?: RefObject<HTMLButtonElement | null>;
  children: (close: () => void) => ReactNode;
};

/** A button that opens a menu. Arrow keys, Home and End move in it; Escape closes it; the focus goes back to the button. */
export const MenuButton = ({ label, trigger, className, buttonRef, children }: Props) => {
  const ownButton = useRef<HTMLButtonElement>(null);
  const button = buttonRef ?? ownButton;
  const { id, anchor, menu, open, toggled } = useMenu(button);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        style={{ anchorName: anchor }}
      >
        {trigger}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={styles.menu}
        style={{ positionAnchor: anchor }}
        onToggle={toggled}
        onKeyDown={moveFocus}
      >
        {open ? children(() => menu.current?.hidePopover()) : null}
      </div>
    </>
  );
};

/** The state of a popover menu; when it opens, the focus goes to what is chosen. */
const useMenu = (button: RefObject<HTMLButtonElement | null>) => {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open || !menu.current) return;
    placeBelow(menu.current, button.current);
    menu.current.querySelector<HTMLElement>("[aria-checked=true]")?.focus();
  }, [open, button]);
  const toggled = (event: ToggleEvent) => setOpen(event.newState === "open");
  return { id, anchor: `--${id.replace(/[^\w-]/g, "")}`, menu, open, toggled };
};
