import { expect, test } from "vitest";
import { eventually, visit, type World } from "../world.ts";

/** What surrounds every page: navigation, keys, theme, landmarks. */
export const shellSuite = (world: () => World): void => {
  test("g and a letter go to a page, and the focus goes to its heading", async () => {
    const page = await visit(world(), "/success/health");
    for (const [letter, title] of [
      ["c", "Contracts"],
      ["v", "Convert"],
      ["p", "Pipeline"],
      ["e", "Re-engage"],
      ["l", "Close the Loop"],
      ["r", "Readiness"],
      ["i", "Integrations"],
      ["h", "Health"],
    ]) {
      await page.keyboard.press("g");
      await page.keyboard.press(letter ?? "");
      await page.getByRole("heading", { name: title, level: 1 }).waitFor();
      await eventually(() => page.evaluate("document.activeElement.tagName + document.activeElement.textContent")).toBe(`H1${title}`);
      expect(await page.title()).toBe(`${title} · Success`);
    }
    await page.context().close();
  });

  test("? lists the keys that work, and single keys can be switched off", async () => {
    const page = await visit(world(), "/success/health");
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    expect(await help.getByRole("heading", { level: 3 }).allTextContents()).toEqual(["Go to", "Everywhere"]);
    await help.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    await page.keyboard.press("[");
    await page.keyboard.press("?");
    expect(await page.getByRole("button", { name: "Collapse the navigation" }).count()).toBe(1);
    expect(await help.count()).toBe(0);
    await page.context().close();
  });

  test("the rail collapses by [ and stays so after a reload", async () => {
    const page = await visit(world(), "/success/contracts");
    await page.keyboard.press("[");
    await page.getByRole("button", { name: "Expand the navigation" }).waitFor();
    await page.reload();
    const link = page.getByRole("link", { name: /^Contracts/ });
    await link.waitFor();
    expect((await link.boundingBox())?.width).toBeLessThan(50);
    await page.context().close();
  });

  test("a theme is remembered and stands before the first paint", async () => {
    const page = await visit(world(), "/success/health", { colorScheme: "light" });
    await page.getByRole("button", { name: /^Alice · Admin/ }).click();
    await page.getByRole("menuitemradio", { name: "Theme: Dark" }).click();
    const ground = "getComputedStyle(document.body).backgroundColor";
    await eventually(() => page.evaluate(ground)).toBe("rgb(12, 13, 15)");
    await page.reload({ waitUntil: "domcontentloaded" });
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    await page.context().close();
  });

  test("the first tab stop skips to the page, and the landmarks are there once", async () => {
    const page = await visit(world(), "/success/contracts");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("page");
    expect(await page.getByRole("main").count()).toBe(1);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(await page.getByRole("navigation").count()).toBe(2);
    await page.context().close();
  });

  test("the rail counts what needs action and names each source with its age", async () => {
    const page = await visit(world(), "/success/health");
    await page.getByRole("link", { name: /^Contracts \d+ needs? action$/ }).waitFor();
    expect(await page.getByRole("list", { name: "Sources" }).textContent()).toMatch(/^Stripe(now|\d+ min)$/);
    await page.context().close();
  });

  test("on a narrow screen the bottom bar leads on, and More opens the rest", async () => {
    const page = await visit(world(), "/success/health", { viewport: { width: 390, height: 844 } });
    await page.getByRole("link", { name: /^Contracts/ }).click();
    await page.getByRole("heading", { name: "Contracts", level: 1 }).waitFor();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("dialog", { name: "Workspace" }).getByRole("link", { name: "Readiness" }).click();
    await page.getByRole("heading", { name: "Readiness", level: 1 }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.context().close();
  });

  test("without a network the page says that changes are off, and goes on when it is back", async () => {
    const page = await visit(world(), "/success/contracts");
    await page.locator("tr[data-id]").first().waitFor();
    await page.context().setOffline(true);
    await page.getByText("Offline. Changes are off until you're back.").waitFor();
    await page.context().setOffline(false);
    await page.getByText("Offline. Changes are off until you're back.").waitFor({ state: "detached" });
    await page.context().close();
  });
};
