import type { ReactNode } from "react";
import styles from "./skeleton.module.css";
import text from "./text.module.css";

/** Grey shapes at the final size while the first answer is under way. */
export const Skeleton = ({ children, label, className }: { children: ReactNode; label: string; className?: string | undefined }) => (
  <div className={`${styles.skeleton} ${className ?? ""}`} role="status">
    <span className={text.hidden}>{label}</span>
    {children}
  </div>
);

/** One grey bar, `width` in percent of its place. */
export const Bar = ({ width }: { width: number }) => <span className={styles.bar} style={{ inlineSize: `${width}%` }} aria-hidden="true" />;
