import type { Page } from "playwright-core";
import { fillWorkspace } from "#test/e2e/fill-workspace.ts";
import { startProduct } from "#test/e2e/product.ts";
import { type Scroll, scrollList } from "#test/e2e/scroll-list.ts";
import { serveRows } from "#test/e2e/serve-rows.ts";
import { ask, launchBrowser, newPage, visit } from "#test/e2e/world.ts";
import type { ContractsPage } from "../web/src/api/types.ts";
import { markdownTable, seriesCells } from "./markdown.ts";
import type { Stops } from "./programs.ts";
import { median } from "./statistics.ts";

const workspace = "many";
const pageSize = 200;
const rows = 10_000;
const rowHeight = 46;
const pixels = 5 * rowHeight;

/** Scrolling through 10,000 rows of Contracts, five a frame, against a page of that height with nothing on it. */
export async function measureScroll(stops: Stops): Promise<string> {
  const product = await startProduct();
  stops.push(product.stop);
  await fillWorkspace(product, workspace, pageSize);
  const browser = await launchBrowser();
  stops.push(() => browser.close());
  const world = { product, browser };
  const empty = await newPage(world);
  await empty.setContent(`<div style="height:800px;overflow:auto"><div role="grid" style="height:${rows * rowHeight}px"></div></div>`);
  const contracts = await visit(world, "/success/contracts", { workspace });
  await serveRows(contracts, await ask<ContractsPage>(world, `/contracts?limit=${pageSize}`, { workspace }), rows);
  return markdownTable(
    ["10,000 rows, five a frame", "frames a second", "frames > 50 ms", "of", "CPU ms a frame", "row nodes", "p50 ms", "p99 ms"],
    [
      ["an empty page of that height", ...(await scrolled(empty, 0))],
      ["Contracts, 50 pages on the way", ...(await scrolled(contracts, rows - 1))],
    ],
  );
}

async function scrolled(page: Page, lastIndex: number): Promise<string[]> {
  await page.bringToFront();
  const busySeconds = await openProcessorClock(page);
  const before = await busySeconds();
  const scroll = await scrollList(page, { pixels, lastIndex });
  return cellsOf(scroll, (1000 * ((await busySeconds()) - before)) / scroll.framesMs.length);
}

function cellsOf({ framesMs, rowNodes }: Scroll, busyMs: number): string[] {
  const late = framesMs.filter((ms) => ms > 50).length;
  const rate = Math.round(1000 / median(framesMs));
  return [`${rate}`, `${late}`, `${framesMs.length}`, busyMs.toFixed(1), `${rowNodes}`, ...seriesCells(framesMs)];
}

/** A clock of the processor time of the page's main thread: what others do on the machine is not in it. */
async function openProcessorClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
}
