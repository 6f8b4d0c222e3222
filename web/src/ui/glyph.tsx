import styles from "./glyph.module.css";
import type { Meaning } from "./meaning.ts";

export const Glyph = ({ meaning }: { meaning: Meaning }) => (
  <svg className={styles.glyph} viewBox="0 0 12 12" aria-hidden="true">
    {drawings[meaning]}
  </svg>
);

const drawings = {
  critical: <path className={styles.critical} d="M6 .6L11.4 6 6 11.4.6 6z" />,
  risk: <path className={styles.risk} d="M6 1.4l5 8.9H1z" />,
  healthy: <path className={styles.healthy} d="M6 11A5 5 0 1 1 6 1a5 5 0 0 1 0 10zM3.9 6.2l1.5 1.5L8.2 4.6" />,
  info: (
    <>
      <circle className={`${styles.info} ${styles.hollow}`} cx="6" cy="6" r="4.8" />
      <path className={styles.info} d="M6 1.2a4.8 4.8 0 0 1 0 9.6z" />
    </>
  ),
  none: <circle className={styles.none} cx="6" cy="6" r="4.9" />,
} as const satisfies Record<Meaning, unknown>;
