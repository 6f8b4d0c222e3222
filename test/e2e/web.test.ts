import { afterAll, beforeAll, describe } from "vitest";
import { startProduct } from "./product.ts";
import { accessibilitySuite } from "./suites/accessibility.ts";
import { contractsSuite } from "./suites/contracts.ts";
import { contractsKeysSuite } from "./suites/contracts-keys.ts";
import { longListSuite } from "./suites/long-list.ts";
import { pagesSuite } from "./suites/pages.ts";
import { settingsSuite } from "./suites/settings.ts";
import { shellSuite } from "./suites/shell.ts";
import { signInSuite } from "./suites/sign-in.ts";
import { unlockSuite } from "./suites/unlock.ts";
import { launchBrowser, type World } from "./world.ts";

// One product and one browser for all suites: starting them takes longer than any suite.
let world: World | undefined;
beforeAll(async () => {
  const browser = await launchBrowser();
  world = { product: await startProduct(), browser };
});
afterAll(async () => {
  await world?.browser.close();
  await world?.product.stop();
});

const ready = (): World => {
  if (!world) throw new Error("The product did not start");
  return world;
};

describe("sign-in", () => signInSuite(ready));
describe("contracts", () => contractsSuite(ready));
describe("contracts by keyboard", () => contractsKeysSuite(ready));
describe("a long list", () => longListSuite(ready));
describe("shell", () => shellSuite(ready));
describe("unlock", () => unlockSuite(ready));
describe("pages", () => pagesSuite(ready));
describe("workspace settings", () => settingsSuite(ready));
describe("accessibility", () => accessibilitySuite(ready));
