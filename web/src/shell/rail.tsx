import { Link } from "@tanstack/react-router";
import { PanelLeft } from "lucide-react";
import { useSession } from "../app.ts";
import badge from "../ui/badge.module.css";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import text from "../ui/text.module.css";
import { messages } from "./messages.ts";
import { type Destination, sectionDestinations, setUpDestinations } from "./navigation.ts";
import styles from "./rail.module.css";
import { Sources } from "./sources.tsx";
import { UserMenu } from "./user-menu.tsx";

type Props = { closed?: boolean; onToggle?: () => void; onHelp: () => void };

/** The navigation: workspace, sections with what needs action, set-up pages, sources with their age, the person. */
export const Rail = ({ closed = false, onToggle, onHelp }: Props) => {
  const { workspace, flags, sections } = useSession();
  const counts = new Map(sections.map(({ section, needsAction }) => [section, needsAction]));
  return (
    <div className={`${styles.rail} ${closed ? styles.closed : ""}`}>
      <div className={styles.workspace}>
        <Mark />
        <span className={`${text.grow} ${text.clip} ${styles.name}`}>{workspace.name}</span>
        {onToggle ? (
          <Button look="ghost" square aria-label={closed ? messages.expand : messages.collapse} aria-expanded={!closed} onClick={onToggle}>
            <Icon of={PanelLeft} />
          </Button>
        ) : null}
      </div>
      {flags.success ? (
        <>
          <nav className={styles.nav} aria-label={messages.sectionsNav}>
            {sectionDestinations.map((destination) => (
              <RailLink key={destination.to} destination={destination} count={counts.get(destination.section) ?? 0} closed={closed} />
            ))}
          </nav>
          <nav className={styles.nav} aria-label={messages.setUpNav}>
            <h2>{messages.setUp}</h2>
            {setUpDestinations.map((destination) => (
              <RailLink key={destination.to} destination={destination} count={0} closed={closed} />
            ))}
          </nav>
        </>
      ) : (
        <LockedNavigation />
      )}
      <Sources />
      <UserMenu onHelp={onHelp} />
    </div>
  );
};

type RailLinkProps = { destination: Destination; count: number; closed: boolean };

const RailLink = ({ destination: { to, label, icon }, count, closed }: RailLinkProps) => (
  <Link to={to} className={styles.link} activeOptions={{ includeSearch: false }} {...(closed ? { title: label } : {})}>
    <Icon of={icon} />
    <span className={styles.name}>{label}</span>
    {count > 0 ? (
      <>
        <span className={closed ? `${badge.badge} ${styles.badge}` : styles.count}>{count}</span>
        <span className={text.hidden}> {messages.needAction(count)}</span>
      </>
    ) : null}
  </Link>
);

const LockedNavigation = () => (
  <nav className={styles.nav} aria-label={messages.setUpNav}>
    <Link to="/success-unlock" className={styles.link}>
      <span className={styles.name}>{messages.requestAccess}</span>
    </Link>
    <Link to="/settings/workspace" className={styles.link}>
      <span className={styles.name}>{messages.workspaceSettings}</span>
    </Link>
  </nav>
);

/** The sign of Success. */
export const Mark = () => (
  <span className={styles.mark} aria-hidden="true">
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M2 7.5C2 4 4 2 6 2s4 2 4 4-1.6 3.6-3.6 3.6" />
    </svg>
  </span>
);
