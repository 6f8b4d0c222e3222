import { useEffect, useRef, useState } from "react";
import type { Contract } from "../../api/types.ts";
import { fingerprint } from "./view.ts";

const shownMs = 2_000;
const nothing: ReadonlySet<string> = new Set();

type Reading = { list: string; pages: number; rows: ReadonlyMap<string, Contract> };

/** The rows that changed or came since the last reading of the same list, for two seconds. A first reading, another list or one more page is no news. */
export const useChanges = (rows: readonly Contract[], list: string, pages: number): ReadonlySet<string> => {
  const known = useRef<Reading>(undefined);
  const [changed, setChanged] = useState(nothing);
  useEffect(() => {
    const next = { list, pages, rows: new Map(rows.map((row) => [row.id, row])) };
    const fresh = known.current ? changedSince(known.current, next) : nothing;
    known.current = next;
    if (fresh.size > 0) setChanged(fresh);
  }, [rows, list, pages]);
  useEffect(() => {
    if (changed.size === 0) return;
    const timer = setTimeout(() => setChanged(nothing), shownMs);
    return () => clearTimeout(timer);
  }, [changed]);
  return changed;
};

const changedSince = (before: Reading, after: Reading): ReadonlySet<string> => {
  if (before.list !== after.list || before.pages !== after.pages) return nothing;
  return new Set([...after.rows].filter(([id, row]) => isOther(before.rows.get(id), row)).map(([id]) => id));
};

// The cache keeps the object of a row that is as it was, so that few rows have to be printed to be compared.
const isOther = (before: Contract | undefined, after: Contract): boolean =>
  before !== after && (before === undefined || fingerprint(before) !== fingerprint(after));
