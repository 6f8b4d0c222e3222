import { providerLabels } from "#lib/connections/provider.ts";
import { useSession } from "../app.ts";
import { Glyph } from "../ui/glyph.tsx";
import text from "../ui/text.module.css";
import { useNow } from "../ui/use-now.ts";
import { messages } from "./messages.ts";
import styles from "./rail.module.css";
import { viewSource } from "./source-view.ts";

/** Each connected source with its age. */
export const Sources = () => {
  const { sources } = useSession();
  const nowMs = useNow();
  if (sources.length === 0) return <p className={`${styles.foot} ${text.meta} ${styles.name}`}>{messages.noSources}</p>;
  return (
    <ul className={styles.foot} aria-label={messages.sources}>
      {sources.map((source) => {
        const { meaning, age } = viewSource(source, nowMs);
        const label = providerLabels[source.provider];
        return (
          <li key={source.connectionId} className={styles.source} title={`${label} · ${age}`}>
            <Glyph meaning={meaning} />
            <span className={styles.name}>{label}</span>
            <span className={styles.age}>{age}</span>
          </li>
        );
      })}
    </ul>
  );
};
