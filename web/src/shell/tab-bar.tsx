import { Link } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useSession } from "../app.ts";
import badge from "../ui/badge.module.css";
import { Icon } from "../ui/icon.tsx";
import text from "../ui/text.module.css";
import { messages } from "./messages.ts";
import { sectionDestinations } from "./navigation.ts";
import styles from "./shell.module.css";

const shown = ["health", "convert", "contracts", "pipeline"];

/** The bottom bar of a narrow screen. */
export const TabBar = ({ onMore }: { onMore: () => void }) => {
  const { sections, flags } = useSession();
  if (!flags.success) return null;
  return (
    <nav className={styles.tabs} aria-label={messages.sectionsNav}>
      {sectionDestinations
        .filter(({ section }) => shown.includes(section))
        .map(({ section, to, label, icon }) => {
          const count = sections.find((each) => each.section === section)?.needsAction ?? 0;
          return (
            <Link key={to} to={to} className={styles.tab} activeOptions={{ includeSearch: false }}>
              <Icon of={icon} size={20} />
              {label}
              {count > 0 ? (
                <>
                  <span className={`${badge.badge} ${styles.badge}`}>{count}</span>
                  <span className={text.hidden}> {messages.needAction(count)}</span>
                </>
              ) : null}
            </Link>
          );
        })}
      <button type="button" className={styles.tab} onClick={onMore}>
        <Icon of={Ellipsis} size={20} />
        {messages.more}
      </button>
    </nav>
  );
};
