import { useNavigate } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo } from "react";
import { Icon } from "../../ui/icon.tsx";
import styles from "./contracts-table.module.css";
import { messages } from "./messages.ts";
import { readContractsSearch, type Sort } from "./search.ts";

type Column = { key: keyof typeof messages.columns; sort?: "renewal" | "mrr" | "customer"; end?: boolean };

const columns: readonly Column[] = [
  { key: "customer", sort: "customer" },
  { key: "product" },
  { key: "status" },
  { key: "source" },
  { key: "mrr", sort: "mrr", end: true },
  { key: "arr", end: true },
  { key: "renewal", sort: "renewal", end: true },
];

/** Money sorts from the largest down; the others from their beginning. */
const isAscending = (sort: Sort): boolean => sort === "-mrr" || (!sort.startsWith("-") && sort !== "mrr");

/** The head of the list. A click sorts, and a second one turns the order around; the sort menu does the same by keys. */
export const TableHead = memo(({ sort }: { sort: Sort }) => {
  const navigate = useNavigate({ from: "/success/contracts" });
  const sortBy = (next: Sort) => void navigate({ search: (before) => readContractsSearch({ ...before, sort: next }), replace: true });
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1} className={styles.columns}>
        {columns.map(({ key, sort: by, end = false }) => {
          const sorted = by !== undefined && sort.replace("-", "") === by;
          const order = isAscending(sort) ? "ascending" : "descending";
          return (
            <th
              key={key}
              scope="col"
              className={`${styles[key]} ${end ? styles.end : ""}`}
              {...(by ? { "aria-sort": sorted ? order : "none" } : {})}
            >
              {by ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.sort}
                  data-sorted={sorted}
                  onClick={() => sortBy(sort === by ? (`-${by}` as const) : by)}
                >
                  {messages.columns[key]}
                  {sorted ? <Icon of={order === "ascending" ? ArrowUp : ArrowDown} size={12} /> : null}
                </button>
              ) : (
                messages.columns[key]
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
});
TableHead.displayName = "TableHead";
