import { useEffect, useRef, useState } from "react";
import type { Contract } from "../../api/types.ts";
import { fingerprint } from "./view.ts";

const shownMs = 2_000;
const nothing: ReadonlySet<string> = new Set();

type Reading = { list: string; pages: number; prints: ReadonlyMap<string, string> };

/** The rows that changed or came since the last reading of the same list, for two seconds. A first reading, another list or one more page is no news. */
export const useChanges = (rows: readonly Contract[], list: string, pages: number): ReadonlySet<string> => {
  const known = useRef<Reading>(undefined);
  const [changed, setChanged] = useState(nothing);
  useEffect(() => {
    const next = { list, pages, prints: new Map(rows.map((row) => [row.id, fingerprint(row)])) };
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
  return new Set([...after.prints].filter(([id, print]) => before.prints.get(id) !== print).map(([id]) => id));
};
