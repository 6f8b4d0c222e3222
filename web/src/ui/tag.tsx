import { Glyph } from "./glyph.tsx";
import type { Meaning } from "./meaning.ts";
import styles from "./tag.module.css";

type Props = { meaning: Meaning; label: string; plain?: boolean };

/** A state: glyph and word. `plain` stands in a row without its own ground. */
export const Tag = ({ meaning, label, plain = false }: Props) => (
  <span className={`${plain ? styles.plain : styles.tag} ${styles[meaning]}`}>
    <Glyph meaning={meaning} />
    {label}
  </span>
);
