import { beforeAll, expect, test } from "vitest";
import { openProduct } from "#infra/commands/product.ts";
import { connectionsIn } from "#lib/store/connections.ts";
import { headsIn } from "#lib/store/heads.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";
import { readClock } from "#lib/time/instant.ts";
import { fillRows } from "../../../bench/fill-rows.ts";
import { eventually, visit, type World } from "../world.ts";

const workspace = "many";
const rows = 700;

/** A list of more than one page: it stays a window, and the next page comes before the end is reached. */
export const longListSuite = (world: () => World): void => {
  beforeAll(async () => {
    const { table, close } = openProduct(world().product.local);
    const id = toWorkspaceId(workspace);
    const heads = headsIn(table, id);
    const { version, sources: _sources, ...head } = await heads.get();
    const flags = { success: true };
    const cause = { entity: "settings", action: "settings.changed", at: readClock(), cause: "e2e", actor: "e2e", requestId: "e2e" };
    await heads.saveSettings({ ...head, flags }, version, { ...cause, from: head, to: { ...head, flags } });
    const connection = { id: "conn_many", provider: "stripe", status: "healthy", intervalMinutes: 15 } as const;
    await connectionsIn(table, id).add({ ...connection, webhookSecrets: [], createdAt: readClock(), version: 1 });
    await fillRows(table, workspace, 0, rows);
    close();
  });

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
    expect(await shown.count()).toBeLessThanOrEqual(60);
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
};
