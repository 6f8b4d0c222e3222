import { Check } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { buttonClass } from "./button.tsx";
import { Glyph } from "./glyph.tsx";
import { Icon } from "./icon.tsx";
import type { Meaning } from "./meaning.ts";
import styles from "./menu.module.css";
import { MenuButton } from "./menu-button.tsx";

export type Choice<T> = { value: T; label: string; meaning?: Meaning; end?: string };
type Props<T> = {
  label: string;
  trigger: ReactNode;
  choices: readonly Choice<T>[];
  value: T;
  onChoose: (value: T) => void;
  buttonRef?: RefObject<HTMLButtonElement | null>;
};

/** A menu of which one is chosen. */
export const Menu = <T extends string>({ label, trigger, choices, value, onChoose, buttonRef }: Props<T>) => {
  const hasMarks = choices.some(({ meaning }) => meaning);
  return (
    <MenuButton label={label} trigger={trigger} className={buttonClass({ look: "ghost" })} {...(buttonRef ? { buttonRef } : {})}>
      {(close) =>
        choices.map((choice) => (
          <MenuRadio
            key={choice.value}
            checked={choice.value === value}
            label={choice.label}
            mark={choice.meaning ? <Glyph meaning={choice.meaning} /> : hasMarks ? <span className={styles.noMark} /> : null}
            {...(choice.end === undefined ? {} : { end: choice.end })}
            onChoose={() => {
              close();
              onChoose(choice.value);
            }}
          />
        ))
      }
    </MenuButton>
  );
};

type RadioProps = { checked: boolean; label: string; name?: string; mark?: ReactNode; end?: string; onChoose: () => void };

/** One choice of several in a menu. */
export const MenuRadio = ({ checked, label, name, mark, end, onChoose }: RadioProps) => (
  <button
    type="button"
    role="menuitemradio"
    aria-checked={checked}
    {...(name ? { "aria-label": name } : {})}
    tabIndex={-1}
    className={styles.item}
    onClick={onChoose}
  >
    <span className={styles.check}>{checked ? <Icon of={Check} size={14} /> : null}</span>
    {mark}
    {label}
    {end === undefined ? null : <span className={styles.end}>{end}</span>}
  </button>
);

/** What a menu's button reads: its name, then what is chosen. */
export const MenuValue = ({ name, value }: { name: string; value: string }) => (
  <span className={styles.value}>
    <span>{name}</span> {value}
  </span>
);
