import { memo } from "react";
import type { Contract } from "../../api/types.ts";
import { Glyph } from "../../ui/glyph.tsx";
import { Logo } from "../../ui/logo.tsx";
import { Tag } from "../../ui/tag.tsx";
import text from "../../ui/text.module.css";
import { Unknown } from "../../ui/unknown.tsx";
import styles from "./contracts-table.module.css";
import { type AmountView, viewRow } from "./view.ts";

type Props = { contract: Contract; index: number; offset: number; locale: string; active: boolean; open: boolean; changed: boolean };

/** The element id of a row, for the active descendant. */
export const rowDomId = (id: string): string => `contract-${id}`;

/** One row. It holds no state and no handler: the grid listens for all of them. */
export const ContractRow = memo(({ contract, index, offset, locale, active, open, changed }: Props) => {
  const { name, about, product, status, source, mrr, arr, renewal } = viewRow(contract, { locale });
  return (
    <tr
      id={rowDomId(contract.id)}
      aria-rowindex={index + 2}
      aria-selected={open}
      className={`${styles.columns} ${styles.row}`}
      data-id={contract.id}
      data-index={index}
      data-active={active}
      data-changed={changed}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <td className={styles.customer}>
        <Logo name={name} />
        <span className={styles.names}>
          <span className={`${text.clip} ${styles.name}`}>{name}</span>
          <span className={`${text.clip} ${styles.about}`}>{about}</span>
        </span>
      </td>
      <td className={`${styles.product} ${text.clip}`} title={product}>
        {product}
      </td>
      <td className={styles.status} title={status.label}>
        <Tag plain meaning={status.meaning} label={status.short} />
      </td>
      <td className={`${styles.source} ${text.clip}`}>{source}</td>
      <td className={`${styles.mrr} ${styles.end}`}>
        <Amount amount={mrr} />
      </td>
      <td className={`${styles.arr} ${styles.end}`}>
        <Amount amount={arr} />
      </td>
      <td className={`${styles.renewal} ${styles.end}`} data-tone={renewal.tone}>
        {renewal.tone === "late" ? <Glyph meaning="critical" /> : null}
        {renewal.text}
      </td>
    </tr>
  );
});
ContractRow.displayName = "ContractRow";

const Amount = ({ amount }: { amount: AmountView }) => (amount ? <span title={amount.exact}>{amount.text}</span> : <Unknown />);
