import { expect, test } from "vitest";
import { newPage, visit, type World } from "../world.ts";

/** Signing in and out in the browser, against the local issuer. */
export const signInSuite = (world: () => World): void => {
  test("a deep link leads to the issuer, one click, and back to the same address", async () => {
    const page = await newPage(world());
    const asked = page.waitForRequest(/\/_issuer\/authorize/);
    await page.goto(`${world().product.url}/success/contracts?status=past_due`);
    const query = new URL((await asked).url()).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({ response_type: "code", code_challenge_method: "S256", client_id: "success-web" });
    await page.getByRole("link", { name: "acme", exact: true }).click();
    await page.getByRole("heading", { name: "Contracts", level: 1 }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/success/contracts?status=past_due");
    await page.context().close();
  });

  test("a reload stays signed in without asking the issuer", async () => {
    const page = await visit(world(), "/success/contracts");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.reload();
    await page.getByRole("row").nth(1).waitFor();
    expect(asked.filter((url) => url.includes("/_issuer/"))).toEqual([]);
    await page.context().close();
  });

  test("an expired sign-in is asked for again and comes back", async () => {
    const page = await visit(world(), "/success/contracts?sort=customer");
    await page.evaluate("sessionStorage.setItem('success.token', JSON.stringify({ idToken: 'x', expiresAtMs: 1 }))");
    await page.reload();
    await page.waitForURL(/\/_issuer\/authorize/);
    await page.getByRole("link", { name: "acme", exact: true }).click();
    await page.waitForURL(/\/success\/contracts\?sort=customer$/);
    await page.context().close();
  });

  test("a token that the API refuses does not lead in circles", async () => {
    const page = await visit(world(), "/success/contracts");
    await page.evaluate("sessionStorage.setItem('success.token', JSON.stringify({ idToken: 'x.y.z', expiresAtMs: Date.now() + 60_000 }))");
    await page.reload();
    await page.getByText("Your sign-in wasn't accepted").waitFor();
    await page.getByRole("button", { name: "Sign in again" }).click();
    await page.waitForURL(/\/_issuer\/authorize/);
    await page.context().close();
  });

  test("an answer that this tab did not ask for is refused", async () => {
    const page = await newPage(world());
    await page.goto(`${world().product.url}/signin/callback?code=stolen&state=unknown`);
    await page.getByText("Signing in didn't work").waitFor();
    expect(await page.evaluate("sessionStorage.getItem('success.token')")).toBeNull();
    await page.context().close();
  });

  test("signing out forgets the token and ends at the issuer", async () => {
    const page = await visit(world(), "/success/health");
    await page.getByRole("button", { name: /^Alice · Admin/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(/\/_issuer\/authorize/);
    await page.goto(`${world().product.url}/signed-out`);
    await page.getByText("Signed out", { exact: true }).waitFor();
    expect(await page.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('user') || key === 'success.token')")).toEqual([]);
    await page.context().close();
  });
};
