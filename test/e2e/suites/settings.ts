import { expect, test } from "vitest";
import type { Settings } from "../../../web/src/api/types.ts";
import { ask, eventually, visit, type World } from "../world.ts";

const workspace = "settled";

/** What an admin can change, and what others see of it. */
export const settingsSuite = (world: () => World): void => {
  test("an admin turns Success on, renames the workspace and sets how it reads", async () => {
    const page = await visit(world(), "/settings/workspace", { workspace });
    await page.getByRole("checkbox", { name: "Success is on for this workspace" }).check();
    await page.getByLabel("Name").fill("Settled & Sons");
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
    await page.getByLabel("Display currency").selectOption("EUR");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Saved", { exact: true }).first().waitFor();
    await page.getByText("Settled & Sons").first().waitFor();
    expect(await ask<Settings>(world(), "/settings", { workspace })).toMatchObject({
      name: "Settled & Sons",
      timeZone: "Europe/Berlin",
      displayCurrency: "eur",
      flags: { success: true },
    });
    await page.context().close();
  });

  test("what the server refuses is said at its field", async () => {
    const page = await visit(world(), "/settings/workspace", { workspace });
    await page.getByLabel("Locale").fill("not a locale");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("A BCP 47 locale, such as en-GB").waitFor();
    expect(await page.getByLabel("Locale").getAttribute("aria-invalid")).toBe("true");
    await page.context().close();
  });

  test("of two admins the later one is told, and sees what the other saved", async () => {
    const [first, second] = await Promise.all([
      visit(world(), "/settings/workspace", { workspace }),
      visit(world(), "/settings/workspace", { workspace, sub: "amy" }),
    ]);
    await second.getByLabel("Name").fill("Second");
    await first.getByLabel("Name").fill("First");
    await first.getByRole("button", { name: "Save changes" }).click();
    await first.getByText("Saved", { exact: true }).first().waitFor();
    await second.getByRole("button", { name: "Save changes" }).click();
    await second.getByText("Somebody else changed the settings meanwhile.").first().waitFor();
    await eventually(() => second.getByLabel("Name").inputValue()).toBe("First");
    await Promise.all([first.context().close(), second.context().close()]);
  });

  test.each(["viewer", "member"] as const)("a %s sees the settings and can't change them", async (role) => {
    const page = await visit(world(), "/settings/workspace", { workspace, role, sub: "carol" });
    await page.getByText("You can view but not change this.").waitFor();
    expect(await page.getByRole("button", { name: "Save changes" }).count()).toBe(0);
    expect(await page.getByRole("heading", { name: "Access requests" }).count()).toBe(0);
    await page.context().close();
  });
};
