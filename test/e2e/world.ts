import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { Person } from "#test/sandbox/issuer/issuer.ts";
import type { Product } from "./product.ts";

/** What the suites share: the running product and one browser. */
export type World = { product: Product; browser: Browser };

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
const patienceMs = 15_000;

/** Starts the installed Chromium; rejects with one line that says what to do when there is none. */
export const launchBrowser = async (): Promise<Browser> => {
  if (!existsSync(executablePath)) throw new Error(`No Chromium at ${executablePath}: install it, or name its path in CHROMIUM.`);
  return chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
};

export type Visitor = Partial<Person> & Pick<BrowserContextOptions, "viewport" | "colorScheme" | "reducedMotion">;

/** Opens a path in a browser of its own as a person: alice, admin of acme, unless another is named. */
export const visit = async (world: World, path: string, visitor: Visitor = {}): Promise<Page> => {
  const { workspace = "acme", role = "admin", sub = "alice", ...options } = visitor;
  const page = await newPage(world, options);
  await page.goto(`${world.product.url}${path}`);
  await signInAs(page, { workspace, role, sub });
  return page;
};

/** A page in a browser context of its own, without a sign-in. */
export const newPage = async ({ browser }: World, options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(patienceMs);
  return context.newPage();
};

/** Answers the local issuer's sign-in page as somebody of any workspace, also one that the page does not offer. */
export const signInAs = async (page: Page, person: Person): Promise<void> => {
  await page.waitForURL(/\/_issuer\/authorize/);
  const address = new URL(page.url());
  for (const [name, value] of Object.entries(person)) address.searchParams.set(name, value);
  await page.goto(address.href);
  await page.getByRole("heading", { level: 1 }).waitFor();
};

/** Waits until what is read is as expected; the browser and the events behind it take their time. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: patienceMs, interval: 50 });

/** Asks the API as that person, so that a test can compare what the page shows. */
export const ask = async <T>({ product }: World, path: string, person: Partial<Person> = {}): Promise<T> => {
  const token = await product.local.idToken({ workspace: "acme", role: "admin", sub: "alice", ...person });
  const response = await fetch(`${product.url}/v3/rest/success${path}`, { headers: { authorization: `Bearer ${token}` } });
  return response.json() as Promise<T>; // safe: the test names the shape that the API's own tests hold
};

/** Moves the sample world by one of the sandbox's commands. */
export const move = async ({ product }: World, command: string, ...args: string[]): Promise<void> => {
  const response = await fetch(`http://127.0.0.1:${product.sandbox.port}/${command}`, { method: "POST", body: JSON.stringify({ args }) });
  if (!response.ok) throw new Error(await response.text());
};
