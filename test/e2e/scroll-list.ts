import type { Page } from "playwright-core";

/** What a scroll through the whole list showed. `framesMs`: from each frame to the next; `rowNodes`: the most rows in the document at once. */
export type Scroll = { framesMs: number[]; rowNodes: number; lastIndex: number };

const patienceFrames = 600;

/**
 * Scrolls the list of Contracts from its top to the row number `lastIndex`, so many pixels in each frame, on the page's own thread: a frame
 * that takes long is late, as it would not be with a wheel. Waits at the end of what is loaded; gives up when nothing more comes.
 */
export const scrollList = (page: Page, { pixels, lastIndex }: { pixels: number; lastIndex: number }): Promise<Scroll> =>
  page.evaluate<Scroll>(`new Promise((done) => {
    const list = document.querySelector("[role=grid]").parentElement;
    const framesMs = [];
    let [before, top, rowNodes, waited] = [0, 0, 0, 0];
    const frame = (now) => {
      const rows = document.querySelectorAll("tr[data-id]");
      const shown = Math.max(...Array.from(rows, (row) => Number(row.dataset.index)));
      rowNodes = Math.max(rowNodes, rows.length);
      const next = Math.min(top + ${pixels}, list.scrollHeight - list.clientHeight);
      waited = next === top ? waited + 1 : 0;
      if (before > 0 && waited === 0) framesMs.push(now - before);
      if ((waited > 0 && shown >= ${lastIndex}) || waited > ${patienceFrames}) return done({ framesMs, rowNodes, lastIndex: shown });
      [before, top] = [now, next];
      list.scrollTop = top;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  })`);
