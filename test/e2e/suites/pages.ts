import { expect, test } from "vitest";
import { visit, type World } from "../world.ts";

/** The other pages: honest states, readiness, integrations, and addresses that lead nowhere. */
export const pagesSuite = (world: () => World): void => {
  test("/ and /success lead to Health, and the old address of releases keeps its query", async () => {
    const page = await visit(world(), "/");
    await page.waitForURL(/\/success\/health$/);
    await page.goto(`${world().product.url}/success/releases?tab=catalog&q=sso`);
    await page.waitForURL(/\/success\/close-the-loop\?tab=catalog&q=sso$/);
    await page.context().close();
  });

  test.each([
    ["/success/health", "Health is not connected yet"],
    ["/success/convert", "Convert is not connected yet"],
    ["/success/pipeline", "Pipeline is not connected yet"],
    ["/success/re-engage", "Re-engage is not connected yet"],
    ["/success/close-the-loop", "Close the Loop is not connected yet"],
    ["/success/contracts", "Contracts is not connected yet"],
  ])("%s of a workspace without sources says what it lacks", async (path, heading) => {
    const page = await visit(world(), path, { workspace: "blank" });
    await page.getByRole("heading", { name: heading }).waitFor();
    await page.getByRole("link", { name: "Open Integrations" }).click();
    await page.waitForURL(/\/settings\/integrations$/);
    await page.context().close();
  });

  test("Re-engage says what it works on", async () => {
    const page = await visit(world(), "/success/re-engage", { workspace: "blank" });
    await page.getByText("It works on lost deals from Salesbricks.").waitFor();
    await page.context().close();
  });

  test("Readiness shows the five sections, each with sources and steps, and links only to what exists", async () => {
    const page = await visit(world(), "/success/readiness");
    await page.getByText("0 of 5 sections ready").waitFor();
    const contracts = page.getByRole("region", { name: "Contracts" });
    expect(await contracts.getByRole("list", { name: "Contracts: Sources" }).textContent()).toMatch(
      /SalesbricksRequired.*Not offered here.*StripeRequired.*Connected/,
    );
    const links = await page.getByRole("main").getByRole("link").all();
    const hrefs = new Set(await Promise.all(links.map((link) => link.getAttribute("href"))));
    expect(hrefs.size).toBeGreaterThan(5);
    for (const href of hrefs) {
      await page.goto(`${world().product.url}${href}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await page.title(), `${href}`).not.toContain("not found");
    }
    await page.context().close();
  });

  test("Readiness of one section says what it builds on", async () => {
    const page = await visit(world(), "/success/readiness/re-engage");
    for (const label of ["CRM account identity", "Signals and feedback context", "Shipped-feature catalog foundation"])
      await page.getByText(label).waitFor();
    await page.goto(`${world().product.url}/success/readiness/health`);
    await page.getByRole("heading", { name: "Page not found" }).waitFor();
    await page.context().close();
  });

  test("Integrations shows the connection, its state and where webhooks go", async () => {
    const page = await visit(world(), "/settings/integrations");
    const card = page.getByRole("article", { name: "Stripe" });
    expect(await card.textContent()).toMatch(/Powers Contracts.*Healthy.*\/v3\/rest\/success\/webhooks\/stripe\/conn_acme_stripe/);
    await page.context().close();
  });

  test.each(["/success/customers/hooli.example", "/success/nowhere", "/elsewhere"])("%s is not found, with a way back", async (path) => {
    const page = await visit(world(), path);
    await page.getByRole("heading", { name: "Page not found", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Go to Contracts" }).click();
    await page.waitForURL(/\/success\/contracts$/);
    await page.context().close();
  });

  test("parameters that a page does not know are taken out of the address", async () => {
    const page = await visit(world(), "/success/contracts?status=past_due&colour=red&sort=colour");
    await page.waitForURL(/\/success\/contracts\?status=past_due$/);
    await page.context().close();
  });
};
