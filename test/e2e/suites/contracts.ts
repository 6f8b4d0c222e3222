import { expect, test } from "vitest";
import type { ContractDetail, ContractsOverview, ContractsPage } from "../../../web/src/api/types.ts";
import { ask, eventually, move, visit, type World } from "../world.ts";

/** The Contracts page with the mouse: rows, cards, filters, order, peek, and changes as they happen. */
export const contractsSuite = (world: () => World): void => {
  test("the rows and cards are those of the API", async () => {
    const [page, list, overview] = await Promise.all([
      visit(world(), "/success/contracts"),
      ask<ContractsPage>(world(), "/contracts?limit=200"),
      ask<ContractsOverview>(world(), "/contracts/overview"),
    ]);
    const first = list.items[0];
    await page.getByRole("row").nth(1).waitFor();
    expect(await page.getByRole("row").nth(1).textContent()).toContain(first?.customer);
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(list.items.length + 1));
    const card = page.getByRole("button", { name: /^Total contracts/ });
    expect(await card.textContent()).toContain(String(overview.cards.total.count));
    await page.getByText(`${list.items.length} contracts`).first().waitFor();
    await page.context().close();
  });

  test("a card filters, says so, and the total clears", async () => {
    const page = await visit(world(), "/success/contracts");
    const active = page.getByRole("button", { name: /^Active contracts/ });
    const { cards } = await ask<ContractsOverview>(world(), "/contracts/overview");
    await active.click();
    await page.waitForURL(/status=in_force/);
    expect(await active.getAttribute("aria-pressed")).toBe("true");
    await page.getByText(`${cards.active.count} contracts`).first().waitFor();
    await eventually(() => page.getByRole("row").filter({ hasText: "Canceled" }).count()).toBe(0);
    await page.getByRole("button", { name: /^Total contracts/ }).click();
    await page.waitForURL(/\/success\/contracts$/);
    expect(await active.getAttribute("aria-pressed")).toBe("false");
    await page.context().close();
  });

  test("a menu filters by status and source, and both stand in the address", async () => {
    const page = await visit(world(), "/success/contracts");
    await page.getByRole("button", { name: /^Status/ }).click();
    await page.getByRole("menuitemradio", { name: /^Past due/ }).click();
    await page.getByRole("button", { name: /^Source/ }).click();
    await page.getByRole("menuitemradio", { name: /^Stripe/ }).click();
    await page.waitForURL(/status=past_due&source=stripe|source=stripe&status=past_due/);
    await eventually(() => page.locator("tr[data-id]").filter({ hasNotText: "Past due" }).count()).toBe(0);
    await page.reload();
    await page.getByRole("button", { name: "Status Past due" }).waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.waitForURL(/\/success\/contracts$/);
    await page.context().close();
  });

  test("a head sorts on the server, and a second click turns the order around", async () => {
    const page = await visit(world(), "/success/contracts");
    const head = page.getByRole("columnheader", { name: "MRR" });
    for (const [sort, order] of [
      ["mrr", "descending"],
      ["-mrr", "ascending"],
    ]) {
      const { items } = await ask<ContractsPage>(world(), `/contracts?sort=${sort}`);
      await head.getByRole("button").click();
      await page.waitForURL(new RegExp(`sort=${sort}$`));
      await eventually(() => page.getByRole("row").nth(1).textContent()).toContain(items[0]?.customer);
      expect(await head.getAttribute("aria-sort")).toBe(order);
    }
    await page.context().close();
  });

  test("a row opens its receipt beside the list, and Back closes it", async () => {
    const page = await visit(world(), "/success/contracts");
    const { items } = await ask<ContractsPage>(world(), "/contracts?sort=renewal");
    const detail = await ask<ContractDetail>(world(), `/contracts/${encodeURIComponent(items[0]?.id ?? "")}`);
    await page.getByRole("row").nth(1).click();
    const peek = page.getByRole("complementary", { name: /^Contract of/ });
    await peek.getByText(detail.receipt.source.recordId).waitFor();
    const text = (await peek.textContent()) ?? "";
    expect(text).toContain(detail.receipt.source.eventId);
    expect(text).toContain("Counts as");
    expect(text).toContain(`${detail.receipt.items[0]?.quantity} ×`);
    expect(new URL(page.url()).searchParams.get("row")).toBe(items[0]?.id);
    await page.goBack();
    await peek.waitFor({ state: "detached" });
    await page.context().close();
  });

  test("a change of the source is on the page within seconds, and marked", async () => {
    await move(world(), "new-customer", "liveness.example");
    const page = await visit(world(), "/success/contracts?sort=customer");
    const row = page.getByRole("row").filter({ hasText: "liveness.example" });
    await row.getByText("Trialing").waitFor();
    await move(world(), "convert-trial", "liveness.example");
    await row.getByText("Active", { exact: true }).waitFor();
    await page.locator('tr[data-changed="true"]').filter({ hasText: "liveness.example" }).waitFor();
    await move(world(), "fail-payment", "liveness.example");
    await row.getByText("Past due").waitFor();
    await page.context().close();
  });

  test("nothing that matches says so and offers the way back", async () => {
    const page = await visit(world(), "/success/contracts?status=draft&source=salesbricks");
    await page.getByText("No accounts match.").waitFor();
    await page.getByRole("grid").locator("..").getByRole("button", { name: "Clear filters" }).click();
    await page.locator("tr[data-id]").first().waitFor();
    await page.context().close();
  });

  test("an address with a contract that is not there says so beside the list", async () => {
    const page = await visit(world(), "/success/contracts?row=stripe:sub_nobody");
    await page.getByText("This contract is not here any more").waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await page.waitForURL(/\/success\/contracts$/);
    await page.context().close();
  });

  test("a load that fails says that the data is safe, and retries", async () => {
    const page = await visit(world(), "/success/health");
    await page.route("**/v3/**/contracts**", (route) => route.abort());
    await page.getByRole("link", { name: /^Contracts/ }).click();
    await page.getByText("Couldn't load Contracts. Your data is safe.").waitFor();
    await page.unroute("**/v3/**/contracts**");
    await page.getByRole("button", { name: "Retry" }).click();
    await page.locator("tr[data-id]").first().waitFor();
    await page.context().close();
  });
};
