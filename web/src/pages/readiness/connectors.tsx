import type { SectionSetup } from "../../api/types.ts";
import { useSession } from "../../app.ts";
import { Tag } from "../../ui/tag.tsx";
import { When } from "../../ui/when.tsx";
import styles from "./connectors.module.css";
import { messages } from "./messages.ts";
import { viewConnector } from "./view.ts";

type Props = { label: string; connectors: SectionSetup["connectors"] };

/** Each provider that a section can use: whether it must, and its state. */
export const Connectors = ({ label, connectors }: Props) => {
  const { sources } = useSession();
  return (
    <ul className={styles.list} aria-label={label}>
      {connectors.map((connector) => {
        const { meaning, state, requirement } = viewConnector(connector, sources);
        return (
          <li key={connector.provider} className={styles.row}>
            <span className={styles.name}>{connector.label}</span>
            <span className={styles.requirement}>{requirement}</span>
            <span className={styles.state}>
              {connector.status === "connected" && connector.lastSyncedAt ? (
                <span className={styles.synced}>
                  {messages.synced} <When at={connector.lastSyncedAt} />
                </span>
              ) : null}
              <Tag plain meaning={meaning} label={state} />
            </span>
          </li>
        );
      })}
    </ul>
  );
};
