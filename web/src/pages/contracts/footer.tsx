import { formatCount, formatPlural } from "../../format/numbers.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { useLocale } from "../../ui/use-reading.ts";
import styles from "./ledger.module.css";
import { messages } from "./messages.ts";
import type { Totals } from "./view.ts";

/** Count and sums of everything that the filters let through, one sum for each currency. */
export const Footer = ({ totals }: { totals: Totals | undefined }) => {
  const { locale } = useLocale();
  return (
    <div className={styles.foot}>
      {totals ? (
        <>
          <b>{formatPlural(totals.count, messages.contracts, locale)}</b>
          <Sum label={messages.columns.mrr} amounts={totals.mrr} />
          <Sum label={messages.columns.arr} amounts={totals.arr} />
          {totals.unmeasured > 0 ? <span>{messages.unmeasuredTotal(formatCount(totals.unmeasured, locale))}</span> : null}
        </>
      ) : null}
      <span className={styles.hints} aria-hidden="true">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        {messages.move}
        <Kbd>space</Kbd>
        {messages.peek}
      </span>
    </div>
  );
};

const Sum = ({ label, amounts }: { label: string; amounts: readonly string[] }) =>
  amounts.length === 0 ? null : (
    <span>
      {label} <b>{amounts.join(" + ")}</b>
    </span>
  );
