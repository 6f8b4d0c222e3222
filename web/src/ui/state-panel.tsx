import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import styles from "./state-panel.module.css";

type Props = { icon: LucideIcon; title: string; body?: ReactNode; small?: string; actions?: ReactNode; children?: ReactNode };

/** A place that has nothing to list: what it is, why, and what to do about it. */
export const StatePanel = ({ icon, title, body, small, actions, children }: Props) => (
  <div className={styles.panel}>
    <span className={styles.mark}>
      <Icon of={icon} size={20} />
    </span>
    <h2 className={styles.title}>{title}</h2>
    {body ? <p className={styles.body}>{body}</p> : null}
    {small ? <p className={styles.small}>{small}</p> : null}
    {actions ? <div className={styles.actions}>{actions}</div> : null}
    {children ? <div className={styles.extra}>{children}</div> : null}
  </div>
);
