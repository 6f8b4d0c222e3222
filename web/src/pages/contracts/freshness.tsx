import { providerLabels } from "#lib/connections/provider.ts";
import type { Source } from "../../api/types.ts";
import { viewSource } from "../../shell/source-view.ts";
import { Glyph } from "../../ui/glyph.tsx";
import { useNow } from "../../ui/use-now.ts";
import { When } from "../../ui/when.tsx";
import styles from "./freshness.module.css";

/** The sources of this page, each with its age. */
export const Freshness = ({ sources }: { sources: readonly Source[] }) => {
  const nowMs = useNow();
  return sources.map((source) => {
    const { meaning, age } = viewSource(source, nowMs);
    const isFresh = meaning === "healthy" && source.lastSyncedAt !== null;
    return (
      <span key={source.connectionId} className={styles.source}>
        {isFresh ? null : <Glyph meaning={meaning} />}
        <span>
          {providerLabels[source.provider]} · {isFresh && source.lastSyncedAt ? <When at={source.lastSyncedAt} /> : age}
        </span>
      </span>
    );
  });
};
