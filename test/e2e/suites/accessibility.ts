import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually, visit, type World } from "../world.ts";

const paths = [
  "/success/health",
  "/success/convert",
  "/success/contracts",
  "/success/contracts?status=draft",
  "/success/pipeline",
  "/success/re-engage",
  "/success/close-the-loop",
  "/success/readiness",
  "/success/readiness/contracts",
  "/settings/integrations",
  "/settings/workspace",
  "/success/nowhere",
  "/signed-out",
];
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const schemes = ["light", "dark"] as const;

/** axe finds nothing on any page, light and dark, wide and narrow; and nothing has to be scrolled sideways. */
export const accessibilitySuite = (world: () => World): void => {
  const looks = [wide, narrow].flatMap((viewport) => schemes.map((colorScheme) => ({ viewport, colorScheme })));
  test.each(looks)("axe finds nothing at $viewport.width in $colorScheme", { timeout: 240_000 }, async (look) => {
    const page = await visit(world(), "/success/health", look);
    const refused = watchPolicy(page);
    for (const path of paths) {
      await page.goto(`${world().product.url}${path}`);
      await settled(page);
      expect(await violations(page), path).toEqual([]);
    }
    await page.goto(`${world().product.url}/success/contracts`);
    await page.locator("tr[data-id]").first().click();
    await page.getByRole("heading", { level: 3, name: "Source" }).waitFor();
    expect(await violations(page), "peek").toEqual([]);
    await page.goto(`${world().product.url}/success/contracts`);
    await page.getByRole("button", { name: /^Status/ }).click();
    await page.getByRole("menu", { name: "Status" }).waitFor();
    expect(await violations(page), "menu").toEqual([]);
    expect(refused).toEqual([]);
    await page.context().close();
    const locked = await visit(world(), "/success", { ...look, workspace: "locked" });
    expect(await violations(locked), "unlock").toEqual([]);
    await locked.context().close();
  });

  test.each([320, 390, 768])("no page has to be scrolled sideways at %s px", { timeout: 120_000 }, async (width) => {
    const page = await visit(world(), "/success/health", { viewport: { width, height: 700 } });
    for (const path of paths) {
      await page.goto(`${world().product.url}${path}`);
      await settled(page);
      const overflow =
        "Math.max(...[document.documentElement, ...document.querySelectorAll('main')].map((e) => e.scrollWidth - e.clientWidth))";
      expect(await page.evaluate(overflow), path).toBe(0);
    }
    await page.context().close();
  });

  test("with reduced motion nothing moves", async () => {
    const page = await visit(world(), "/success/contracts", { reducedMotion: "reduce" });
    await page.locator("tr[data-id]").first().click();
    await page.getByRole("complementary", { name: /^Contract of/ }).waitFor();
    const moving =
      "document.getAnimations().flatMap((a) => a.effect.getKeyframes()).filter((k) => k.transform && k.transform !== 'none').length";
    expect(await page.evaluate(moving)).toBe(0);
    await page.context().close();
  });
};

const settled = async (page: Page): Promise<void> => {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await eventually(() => page.locator('main [role="status"]:visible').filter({ hasText: "Loading" }).count()).toBe(0);
};

const violations = async (page: Page): Promise<string[]> => {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
};

/** Gathers what the page's own policy refused. */
const watchPolicy = (page: Page): string[] => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  return refused;
};
