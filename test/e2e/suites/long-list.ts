import { beforeAll, expect, test } from "vitest";
import { median } from "../../../bench/statistics.ts";
import type { ContractsPage } from "../../../web/src/api/types.ts";
import { fillWorkspace } from "../fill-workspace.ts";
import { scrollList } from "../scroll-list.ts";
import { serveRows } from "../serve-rows.ts";
import { ask, eventually, visit, type World } from "../world.ts";

const workspace = "many";
const rows = 700;
const mostRowNodes = 60;

/** A list of more than one page: it stays a window, and the next page comes before the end is reached. */
export const longListSuite = (world: () => World): void => {
  beforeAll(() => fillWorkspace(world().product, workspace, rows));

  test("only the rows in view are in the document, and pages come by the cursor", async () => {
    const page = await visit(world(), "/success/contracts?sort=customer", { workspace });
    const shown = page.locator("tr[data-id]");
    await shown.first().waitFor();
    const pages: string[] = [];
    page.on("request", (request) => {
      const cursor = new URL(request.url()).searchParams.get("cursor");
      if (cursor && !pages.includes(cursor)) pages.push(cursor);
    });
    const grid = page.getByRole("grid");
    await grid.focus();
    await eventually(async () => {
      await page.keyboard.press("End");
      return page.locator('tr[data-active="true"]').getAttribute("data-index");
    }).toBe(String(rows - 1));
    expect(pages).toHaveLength(Math.ceil(rows / 200) - 1);
    expect(await shown.count()).toBeLessThanOrEqual(mostRowNodes);
    await page.context().close();
  });

  test("a scrolled-away active row stays in the document for the screen reader", async () => {
    const page = await visit(world(), "/success/contracts", { workspace });
    await page.locator("tr[data-id]").first().waitFor();
    await page.keyboard.press("j");
    await page.getByRole("grid").hover();
    await page.mouse.wheel(0, 6000);
    await page.locator('tr[data-index="135"]').waitFor();
    expect(await page.locator('tr[data-active="true"]').getAttribute("data-index")).toBe("0");
    await page.context().close();
  });

  test.each([900, 2160])(
    "ten thousand rows are scrolled through with no more than sixty in a window of %s px",
    { timeout: 120_000 },
    async (height) => {
      const page = await visit(world(), "/success/contracts", { workspace, viewport: { width: 1440, height } });
      await serveRows(page, await ask<ContractsPage>(world(), "/contracts?limit=200", { workspace }), 10_000);
      const { framesMs, rowNodes, lastIndex } = await scrollList(page, { pixels: 1_380, lastIndex: 9_999 });
      const late = framesMs.filter((ms) => ms > 50).length;
      console.log(`${framesMs.length} frames, median ${median(framesMs).toFixed(1)} ms, ${late} over 50 ms, ${rowNodes} row nodes`);
      expect(lastIndex).toBe(9_999);
      expect(rowNodes).toBeLessThanOrEqual(mostRowNodes);
      const last = page.locator('tr[data-index="9999"]');
      expect(await last.getAttribute("data-id")).toBe("stripe:sub_9999");
      expect(await last.textContent()).toContain("Company 9999");
      const ids = await page.evaluate<string[]>("Array.from(document.querySelectorAll('tr[data-id]'), (row) => row.id)");
      expect(new Set(ids).size).toBe(ids.length);
      await page.context().close();
    },
  );
};
