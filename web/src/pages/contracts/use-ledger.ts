import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { formatPlural } from "../../format/numbers.ts";
import { announce } from "../../ui/announce.ts";
import { useLocale } from "../../ui/use-reading.ts";
import { messages } from "./messages.ts";
import type { ContractsSearch } from "./search.ts";
import { useChanges } from "./use-changes.ts";
import type { ContractsReading } from "./use-contracts.ts";
import { useListKeys } from "./use-list-keys.ts";
import { useRow } from "./use-row.ts";
import { isFiltered, totalsOf } from "./view.ts";

/** The state of the list: the row in hand, what changed, the sums, and the keys with the elements that they reach for. */
export const useLedger = ({ overview, list, rows }: ContractsReading, search: ContractsSearch) => {
  const reader = useLocale();
  const navigate = useNavigate({ from: "/success/contracts" });
  const row = useRow(rows, search.row);
  const grid = useRef<HTMLTableElement>(null);
  const filterButton = useRef<HTMLButtonElement>(null);
  const sortButton = useRef<HTMLButtonElement>(null);
  const changed = useChanges(rows, list.isPlaceholderData ? "" : listName(search), list.data?.pages.length ?? 0);
  const totals = overview.data && totalsOf(overview.data.facets, search, reader);
  useSpokenCount(list.isPlaceholderData || !totals ? undefined : formatPlural(totals.count, messages.contracts, reader.locale));

  const clear = () => void navigate({ search: ({ sort }) => (sort ? { sort } : {}), replace: true });
  const close = () => {
    row.close();
    grid.current?.focus();
  };
  useListKeys({
    move: (step) => {
      grid.current?.focus();
      row.moveTo(row.index + step);
    },
    leave: () => (search.row ? close() : isFiltered(search) ? clear() : undefined),
    filter: () => filterButton.current?.click(),
    sort: () => sortButton.current?.click(),
  });
  return { row, changed, totals, clear, close, grid, filterButton, sortButton };
};

const listName = ({ status, source, sort }: ContractsSearch): string => [status, source, sort].join();

/** Says how many rows there are after a filter was changed, and not on arrival. */
const useSpokenCount = (text: string | undefined): void => {
  const spoken = useRef<string>(undefined);
  useEffect(() => {
    if (text === undefined) return;
    if (spoken.current !== undefined && spoken.current !== text) announce(text);
    spoken.current = text;
  }, [text]);
};
