import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, type PointerEvent, type SyntheticEvent, useRef } from "react";
import { contractQuery } from "../../api/queries.ts";
import type { Contract } from "../../api/types.ts";
import { useApi } from "../../app.ts";
import type { useRow } from "./use-row.ts";

const hoverMs = 80;

type Props = { rows: readonly Contract[]; row: ReturnType<typeof useRow>; pageSize: number };

/** One listener for each kind of event on the whole grid: a click opens, keys move and open, a pointer that rests reads ahead. */
export const useGridEvents = ({ rows, row, pageSize }: Props) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const next = nextIndex(event.key, { index: row.index, count: rows.length, pageSize });
    const here = rows[row.index] ?? rows[0];
    if (next !== undefined) row.moveTo(next);
    else if ((event.key === "Enter" || event.key === " ") && here) row.open(here.id);
    else return;
    event.preventDefault();
  };
  const onClick = (event: SyntheticEvent) => {
    const id = idAt(event.target);
    if (id) row.open(id);
  };
  const onPointerOver = (event: PointerEvent) => {
    clearTimeout(resting.current);
    const id = event.pointerType === "mouse" ? idAt(event.target) : undefined;
    if (id) resting.current = setTimeout(() => void queryClient.prefetchQuery(contractQuery(api, id)), hoverMs);
  };
  const onPointerLeave = () => clearTimeout(resting.current);
  return { onKeyDown, onClick, onPointerOver, onPointerLeave };
};

type Place = { index: number; count: number; pageSize: number };

/** Where a key moves to, or nothing when it does not move. */
const nextIndex = (key: string, { index, count, pageSize }: Place): number | undefined => {
  if (key === "ArrowDown") return index + 1;
  if (key === "ArrowUp") return index - 1;
  if (key === "PageDown") return index + pageSize;
  if (key === "PageUp") return index - pageSize;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
};

const idAt = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>("[data-id]")?.dataset.id : undefined;
