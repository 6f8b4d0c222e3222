import { Menu } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { messages } from "./messages.ts";
import styles from "./page-header.module.css";
import { useShell } from "./shell-context.ts";

type Props = { title: string; before?: ReactNode; children?: ReactNode };

/** The top of a page: its one h1, and at the end what belongs to the whole page. It also names the tab. */
export const PageHeader = ({ title, before, children }: Props) => {
  const { openNavigation } = useShell();
  useEffect(() => {
    document.title = `${title} · Success`;
  }, [title]);
  return (
    <div className={styles.bar}>
      <span className={styles.open}>
        <Button look="ghost" square aria-label={messages.openNavigation} onClick={openNavigation}>
          <Icon of={Menu} />
        </Button>
      </span>
      <div className={styles.crumb}>
        {before}
        <h1 tabIndex={-1}>{title}</h1>
      </div>
      {children ? <div className={styles.end}>{children}</div> : null}
    </div>
  );
};
