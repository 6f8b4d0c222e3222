import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually, visit, type World } from "../world.ts";

/** The main job of Contracts without a mouse. */
export const contractsKeysSuite = (world: () => World): void => {
  const open = async () => {
    const page = await visit(world(), "/success/contracts");
    await page.locator("tr[data-id]").first().waitFor();
    const active = () => page.locator('tr[data-active="true"]');
    return { page, active };
  };

  test("the list is one tab stop, and arrows move its active row", async () => {
    const { page, active } = await open();
    const grid = page.getByRole("grid");
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await active().getAttribute("data-index")).toBe("1");
    expect(await grid.getAttribute("aria-activedescendant")).toBe(await active().getAttribute("id"));
    await page.keyboard.press("End");
    await eventually(() => active().getAttribute("data-index")).toBe(String((await rowCount(page)) - 1));
    await page.keyboard.press("Home");
    await eventually(() => active().getAttribute("data-index")).toBe("0");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.closest('[role=grid]') === null")).toBe(true);
    await page.context().close();
  });

  test("Space peeks, the peek follows the rows, Escape closes it and the focus is back on the list", async () => {
    const { page, active } = await open();
    await page.keyboard.press("j");
    await page.keyboard.press("Space");
    const peek = page.getByRole("complementary", { name: /^Contract of/ });
    await peek.waitFor();
    await page.keyboard.press("j");
    const customer = (await active().locator("td").first().locator("span span").first().textContent()) ?? "";
    await peek.getByRole("heading", { name: customer, level: 2 }).waitFor();
    expect(new URL(page.url()).searchParams.get("row")).toBe(await active().getAttribute("data-id"));
    await page.keyboard.press("Escape");
    await peek.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("grid");
    await page.context().close();
  });

  test("f filters, ⇧S sorts, Escape clears, all by keys", async () => {
    const { page } = await open();
    await page.keyboard.press("f");
    await focusIn(page, "Status");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/status=past_due/);
    await page.keyboard.press("Shift+S");
    await focusIn(page, "Sort");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForURL(/sort=-customer/);
    await page.keyboard.press("Escape");
    await eventually(() => new URL(page.url()).searchParams.get("status")).toBeNull();
    expect(new URL(page.url()).searchParams.get("sort")).toBe("-customer");
    await page.context().close();
  });

  test("on a narrow screen the receipt is a page of its own and gives the focus back", async () => {
    const page = await visit(world(), "/success/contracts", { viewport: { width: 390, height: 844 } });
    await page.locator("tr[data-id]").first().click();
    const peek = page.getByRole("dialog", { name: /^Contract of/ });
    await peek.getByRole("heading", { level: 3, name: "Source" }).waitFor();
    expect(await peek.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    await page.keyboard.press("Escape");
    await peek.waitFor({ state: "detached" });
    await page.waitForURL(/\/success\/contracts$/);
    await page.context().close();
  });
};

const rowCount = async (page: Awaited<ReturnType<typeof visit>>): Promise<number> =>
  Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;

/** A menu takes keys once what is chosen in it has the focus; it is seen a moment before. */
const focusIn = (page: Page, menu: string): Promise<void> =>
  page.getByRole("menu", { name: menu }).locator("[aria-checked=true]:focus").waitFor();
