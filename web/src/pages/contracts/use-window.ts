import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { narrow, useMedia } from "../../ui/use-media.ts";
import type { ContractsReading } from "./use-contracts.ts";

const overscan = 8;
const rowHeight = 46;
const narrowRowHeight = 64;
const headHeight = 32;
const nextPageAt = 0.6;

type Props = { rows: number; index: number; list: ContractsReading["list"] };

/** Which rows are in view, by arithmetic alone: they are all of one height. The next page is asked for at 60 % of what is loaded. */
export const useWindow = ({ rows, index, list }: Props) => {
  const isNarrow = useMedia(narrow);
  const scrollerRef = useRef<HTMLDivElement>(null);
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const height = isNarrow ? narrowRowHeight : rowHeight;
  // On a narrow screen the whole page scrolls, else the list alone does.
  const scroller = useCallback(() => (isNarrow ? (scrollerRef.current?.closest("main") ?? null) : scrollerRef.current), [isNarrow]);
  const margin = useMargin(scroller, bodyRef);
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: scroller,
    estimateSize: useCallback(() => height, [height]),
    overscan,
    scrollMargin: margin,
    scrollPaddingStart: isNarrow ? 0 : headHeight,
    rangeExtractor: useCallback((range: Range) => withActive(range, index), [index]),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes are measured again when the height of a row changes
  useEffect(() => virtualizer.measure(), [virtualizer, height]);

  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index);
  }, [virtualizer, index]);

  const items = virtualizer.getVirtualItems();
  const { startIndex: first, endIndex: last } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows * nextPageAt) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, rows]);

  const inView = virtualizer.scrollRect?.height ?? 0;
  // A row that leaves gives its elements to the one that comes in; the active row keeps some of its own while it is away.
  const slots = Math.max(items.length, Math.ceil(inView / height) + 1 + 2 * overscan);
  const isAway = (row: number) => row < first - overscan || row > last + overscan;
  return {
    scrollerRef,
    bodyRef,
    height: virtualizer.getTotalSize(),
    items: items.map(({ index: row, start }) => ({ index: row, slot: isAway(row) ? slots : row % slots, offset: start - margin })),
    pageSize: Math.max(1, Math.floor(inView / height) - 1),
  };
};

/** Keeps the active row in the document while it is scrolled away, so that the grid's active descendant exists. */
const withActive = (range: Range, index: number): number[] => {
  const indexes = defaultRangeExtractor(range);
  return index < 0 || index >= range.count || indexes.includes(index) ? indexes : [...indexes, index].sort((a, b) => a - b);
};

/** How far the rows begin below the top of what scrolls. */
const useMargin = (scroller: () => Element | null, bodyRef: RefObject<HTMLElement | null>): number => {
  const [margin, setMargin] = useState(headHeight);
  useLayoutEffect(() => {
    const element = scroller();
    if (!element) return;
    const measure = () => {
      const body = bodyRef.current;
      if (body) setMargin(Math.round(body.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const part of [element, ...element.children]) observer.observe(part);
    return () => observer.disconnect();
  }, [scroller, bodyRef]);
  return margin;
};
