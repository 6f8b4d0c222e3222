import type { RefObject } from "react";
import type { Contract } from "../../api/types.ts";
import { Button } from "../../ui/button.tsx";
import { Bar, Skeleton } from "../../ui/skeleton.tsx";
import { useLocale } from "../../ui/use-reading.ts";
import { ContractRow, rowDomId } from "./contract-row.tsx";
import styles from "./contracts-table.module.css";
import { messages } from "./messages.ts";
import { type ContractsSearch, defaultSort } from "./search.ts";
import { TableHead } from "./table-head.tsx";
import type { ContractsReading } from "./use-contracts.ts";
import { useGridEvents } from "./use-grid-events.ts";
import type { useRow } from "./use-row.ts";
import { useWindow } from "./use-window.ts";

type Props = {
  reading: ContractsReading;
  search: ContractsSearch;
  row: ReturnType<typeof useRow>;
  changed: ReadonlySet<string>;
  total: number | undefined;
  gridRef: RefObject<HTMLTableElement | null>;
  onClear: () => void;
};

const columnCount = 7;

/** The rows that are in view, of a list of any length. One tab stop; the row that the keys stand on is the active descendant. */
export const ContractsTable = ({ reading: { rows, list }, search, row, changed, total, gridRef, onClear }: Props) => {
  const view = useWindow({ rows: rows.length, index: row.index, list });
  const events = useGridEvents({ rows, row, pageSize: view.pageSize });
  const active = rows[row.index];
  return (
    <div ref={view.scrollerRef} className={styles.scroller}>
      <table
        ref={gridRef}
        className={styles.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's own pattern for a data grid is a table with this role
        role="grid"
        aria-label={messages.list}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-colcount={columnCount}
        tabIndex={0}
        aria-busy={list.isPlaceholderData}
        {...(active ? { "aria-activedescendant": rowDomId(active.id) } : {})}
        {...events}
      >
        <TableHead sort={search.sort ?? defaultSort} />
        <tbody ref={view.bodyRef} className={styles.body} style={{ height: view.height }} data-waiting={list.isPlaceholderData}>
          <Rows rows={rows} items={view.items} activeId={row.activeId} openId={search.row} changed={changed} />
        </tbody>
      </table>
      {list.data === undefined ? <RowShapes /> : null}
      {list.data && rows.length === 0 && !list.hasNextPage ? <NoMatch onClear={onClear} /> : null}
    </div>
  );
};

type RowsProps = {
  rows: readonly Contract[];
  items: ReturnType<typeof useWindow>["items"];
  activeId: string | undefined;
  openId: string | undefined;
  changed: ReadonlySet<string>;
};

const Rows = ({ rows, items, activeId, openId, changed }: RowsProps) => {
  const { locale } = useLocale();
  return items.map(({ index, slot, offset }) => {
    const contract = rows[index];
    if (!contract) return null;
    const { id } = contract;
    const state = { active: id === activeId, open: id === openId, changed: changed.has(id) };
    return <ContractRow key={slot} contract={contract} index={index} offset={offset} locale={locale} {...state} />;
  });
};

const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <div className={styles.none}>
    <p>{messages.noMatch}</p>
    <Button onClick={onClear}>{messages.clearFilters}</Button>
  </div>
);

const shapes = [62, 48, 70, 54, 66, 44, 58, 50] as const;

const RowShapes = () => (
  <Skeleton label={messages.loading}>
    {shapes.map((width) => (
      <div key={width} className={styles.shape}>
        <Bar width={width} />
        <Bar width={width * 0.7} />
        <Bar width={60} />
        <Bar width={40} />
      </div>
    ))}
  </Skeleton>
);
