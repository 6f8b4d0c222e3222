import type { ReactNode } from "react";
import { Glyph } from "./glyph.tsx";
import { Bar, Skeleton } from "./skeleton.tsx";
import type { Stat } from "./stat.ts";
import styles from "./stat-card.module.css";

/** Cards in one hairline strip. A card with a filter is a button that is pressed while its filter holds. */
export const StatStrip = ({ label, stats }: { label: string; stats: readonly Stat[] }) => (
  <section className={styles.strip} aria-label={label}>
    {stats.map((stat) => (
      <StatCard key={stat.key} stat={stat} />
    ))}
  </section>
);

const shapes = [44, 52, 40, 36] as const;

/** The shapes of such a strip until the first answer. */
export const StatShapes = ({ label }: { label: string }) => (
  <Skeleton label={label} className={styles.strip}>
    {shapes.map((width) => (
      <div key={width} className={`${styles.card} ${styles.shape}`}>
        <Bar width={width} />
        <Bar width={width / 2} />
      </div>
    ))}
  </Skeleton>
);

const StatCard = ({ stat }: { stat: Stat }) => {
  const content: ReactNode = (
    <>
      <span className={styles.label}>
        {stat.meaning ? <Glyph meaning={stat.meaning} /> : null}
        {stat.label}
      </span>
      <span className={styles.value}>
        <span title={stat.exact}>{stat.value}</span>
        {stat.more ? <span className={styles.hint}>{stat.more}</span> : null}
        {stat.hints.map((hint) => (
          <span key={hint.text} className={`${styles.hint} ${hint.bad ? styles.bad : ""}`}>
            {hint.text}
          </span>
        ))}
      </span>
    </>
  );
  if (!stat.filter) return <div className={styles.card}>{content}</div>;
  return (
    <button type="button" className={styles.card} aria-pressed={stat.filter.pressed} onClick={stat.filter.toggle}>
      {content}
    </button>
  );
};
