import styles from "./picture.module.css";

const rows = [
  { meaning: "critical", name: 62, why: 92 },
  { meaning: "critical", name: 84, why: 64 },
  { meaning: "risk", name: 54, why: 78 },
  { meaning: "risk", name: 70, why: 52 },
  { meaning: "healthy", name: 58, why: 60 },
] as const;

const shapes = {
  critical: "M6 .6L11.4 6 6 11.4.6 6z",
  risk: "M6 1.4l5 8.9H1z",
  healthy: "M6 11A5 5 0 1 1 6 1a5 5 0 0 1 0 10z",
} as const;

/** A drawing of a queue: who is first, and why. */
export const Picture = () => (
  <div className={styles.frame} aria-hidden="true">
    <div className={styles.cards}>
      <span className={styles.critical} />
      <span className={styles.risk} />
      <span className={styles.healthy} />
    </div>
    <svg viewBox="0 0 320 216" className={styles.drawing} aria-hidden="true">
      {rows.map(({ meaning, name, why }, index) => (
        <g key={name} transform={`translate(0 ${index * 44})`}>
          {index === 0 ? <rect className={styles.selected} width="320" height="40" rx="6" /> : null}
          <rect className={styles.tile} x="12" y="8" width="24" height="24" rx="6" />
          <rect className={styles.strong} x="48" y="11" width={name} height="7" rx="3.5" />
          <rect className={styles.faint} x="48" y="24" width={name * 0.8} height="5" rx="2.5" />
          <path className={styles[meaning]} d={shapes[meaning]} transform="translate(164 14)" />
          <rect className={styles.faint} x="186" y="16" width={why} height="8" rx="4" />
        </g>
      ))}
    </svg>
  </div>
);
