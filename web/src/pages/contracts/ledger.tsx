import { ContractPeek } from "./contract-peek.tsx";
import { ContractsTable } from "./contracts-table.tsx";
import { Footer } from "./footer.tsx";
import styles from "./ledger.module.css";
import { messages } from "./messages.ts";
import type { ContractsSearch } from "./search.ts";
import { Toolbar } from "./toolbar.tsx";
import type { ContractsReading } from "./use-contracts.ts";
import { useLedger } from "./use-ledger.ts";

type Props = { reading: ContractsReading; search: ContractsSearch };

/** The list with its filters and its sums, and beside it the receipt of the row that is open. */
export const Ledger = ({ reading, search }: Props) => {
  const { overview, list, rows } = reading;
  const { row, changed, totals, clear, close, grid, filterButton, sortButton } = useLedger(reading, search);
  return (
    <div className={styles.split} data-peek={search.row !== undefined}>
      <section className={styles.column} aria-label={messages.list}>
        <Toolbar facets={overview.data?.facets ?? []} search={search} onClear={clear} filterButton={filterButton} sortButton={sortButton} />
        {list.isPlaceholderData ? <div className={styles.progress} /> : null}
        <ContractsTable
          reading={reading}
          search={search}
          row={row}
          changed={changed}
          total={totals?.count}
          gridRef={grid}
          onClear={clear}
        />
        <Footer totals={totals} />
      </section>
      {search.row === undefined ? null : (
        <ContractPeek
          id={search.row}
          contract={rows[row.index]}
          index={row.index}
          total={totals?.count ?? rows.length}
          onMove={row.moveTo}
          onClose={close}
        />
      )}
    </div>
  );
};
