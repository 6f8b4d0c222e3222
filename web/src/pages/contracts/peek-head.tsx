import type { Contract } from "../../api/types.ts";
import { formatMoney } from "../../format/money.ts";
import { Logo } from "../../ui/logo.tsx";
import { Tag } from "../../ui/tag.tsx";
import { Unknown } from "../../ui/unknown.tsx";
import { useLocale } from "../../ui/use-reading.ts";
import styles from "./contract-peek.module.css";
import { messages } from "./peek-messages.ts";
import { viewRow } from "./view.ts";

/** Who it is, the status, and the two numbers. */
export const PeekHead = ({ contract }: { contract: Contract }) => {
  const { locale } = useLocale();
  const { name, about, status } = viewRow(contract, { locale });
  return (
    <>
      <div className={styles.who}>
        <Logo name={name} large />
        <div className={styles.names}>
          <h2>{name}</h2>
          <p className={styles.about}>
            <span>{about}</span>
            <Tag meaning={status.meaning} label={status.label} />
          </p>
        </div>
      </div>
      <dl className={styles.numbers}>
        <Amount label={messages.mrr} amount={contract.mrr} locale={locale} />
        <Amount label={messages.arr} amount={contract.arr} locale={locale} />
      </dl>
    </>
  );
};

const Amount = ({ label, amount, locale }: { label: string; amount: Contract["mrr"]; locale: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{amount ? formatMoney(amount, "exact", locale) : <Unknown />}</dd>
  </div>
);
