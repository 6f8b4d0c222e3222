import type { Page } from "playwright-core";
import type { ContractsPage } from "../../web/src/api/types.ts";

/**
 * Answers the list of an open Contracts page with so many rows, `Company 0` and on, made from a page that the API gave, and shows them.
 * The API itself would take the processor from the page that is watched.
 */
export const serveRows = async (page: Page, { items, asOf }: ContractsPage, count: number): Promise<void> => {
  const answers = Array.from({ length: count / items.length }, (_, number) => {
    const rows = items.map((row, at) => ({ ...row, ...named(number * items.length + at) }));
    const next = (number + 1) * items.length;
    return JSON.stringify({ items: rows, nextCursor: next < count ? String(number + 1) : null, asOf });
  });
  await page.route("**/v3/**/contracts?*", (route) => {
    const number = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
    return route.fulfill({ contentType: "application/json", body: answers[number] ?? "" });
  });
  await page.reload();
  await page.getByText("Company 0", { exact: true }).waitFor();
};

const named = (number: number) => ({ id: `stripe:sub_${number}`, customer: `Company ${number}`, domain: `company-${number}.example` });
