import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startProduct } from "./product.ts";
import { launchBrowser, visit, type World } from "./world.ts";

const folder = "docs/images";
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

type Shot = {
  name: string;
  path: string;
  workspace?: string;
  viewport: { width: number; height: number };
  scheme: "light" | "dark";
  open?: boolean;
};

const shots: readonly Shot[] = [
  { name: "contracts-light", path: "/success/contracts", viewport: wide, scheme: "light", open: true },
  { name: "contracts-dark", path: "/success/contracts", viewport: wide, scheme: "dark", open: true },
  { name: "contracts-390-light", path: "/success/contracts", viewport: narrow, scheme: "light" },
  { name: "contracts-390-dark", path: "/success/contracts", viewport: narrow, scheme: "dark" },
  { name: "readiness", path: "/success/readiness", viewport: wide, scheme: "light" },
  { name: "unlock", path: "/success", workspace: "locked", viewport: wide, scheme: "light" },
];

/** `npm run screenshots`: takes the pictures of the documentation from the running product. */
const take = async (world: World, { name, path, workspace = "acme", viewport, scheme, open = false }: Shot): Promise<void> => {
  const page = await visit(world, path, { workspace, viewport, colorScheme: scheme });
  if (path === "/success/readiness") await page.getByText("sections ready").waitFor();
  if (path === "/success/contracts") {
    await page.getByRole("button", { name: /^Total contracts/ }).waitFor();
    await page.locator("tr[data-id]").nth(3).waitFor();
  }
  if (open) {
    await page.locator("tr[data-id]").nth(3).click();
    await page.getByRole("heading", { level: 3, name: "Source" }).waitFor();
  }
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  await page.context().close();
};

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
const product = await startProduct();
for (const shot of shots) await take({ product, browser }, shot);
await browser.close();
await product.stop();
