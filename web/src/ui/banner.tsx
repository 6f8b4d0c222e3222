import type { ReactNode } from "react";
import styles from "./banner.module.css";
import { Glyph } from "./glyph.tsx";

type Props = { meaning: "risk" | "info"; title?: string; children: ReactNode; actions?: ReactNode };

/** One line over a page: what is not as usual, and what to do about it. */
export const Banner = ({ meaning, title, children, actions }: Props) => (
  <div className={`${styles.banner} ${styles[meaning]}`} role="status">
    <Glyph meaning={meaning} />
    <p className={styles.body}>
      {title ? <strong className={styles.title}>{title} </strong> : null}
      {children}
    </p>
    {actions ? <div className={styles.actions}>{actions}</div> : null}
  </div>
);
