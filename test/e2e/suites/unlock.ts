import { expect, test } from "vitest";
import { visit, type World } from "../world.ts";

/** The flag: a workspace without it, and the way in. */
export const unlockSuite = (world: () => World): void => {
  test.each(["/success", "/success/contracts?status=past_due", "/success/readiness", "/success/nowhere", "/settings/integrations"])(
    "%s leads to the form while Success is off, and remembers where to",
    async (path) => {
      const page = await visit(world(), path, { workspace: "locked" });
      await page.getByRole("heading", { name: "Success is not on for locked yet." }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/success-unlock");
      expect(new URL(page.url()).searchParams.get("next")).toBe(path);
      await page.context().close();
    },
  );

  test("while Success is off, the page asks for nothing that the API refuses", async () => {
    const page = await visit(world(), "/success/contracts", { workspace: "locked" });
    const refused: string[] = [];
    page.on("response", (response) => (response.status() >= 400 ? refused.push(`${response.status()} ${response.url()}`) : undefined));
    page.on("console", (message) => (message.type() === "error" ? refused.push(message.text()) : undefined));
    const asked = page.waitForResponse(/\/v3\/.*\/session$/);
    await page.goto(`${world().product.url}/success/contracts?status=past_due`);
    await asked;
    await page.getByRole("heading", { name: "Success is not on for locked yet." }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(refused).toEqual([]);
    await page.context().close();
  });

  test("somebody asks, an admin grants, and the one who asked is led on", async () => {
    const workspace = "unlocking";
    const asker = await visit(world(), "/success/contracts", { workspace, role: "member", sub: "bob" });
    await asker.getByLabel("Why").fill("Renewals are coming");
    await asker.getByRole("button", { name: "Request access" }).click();
    await asker.getByText(`Request sent. An admin of ${workspace} can grant it under Settings → Workspace.`).first().waitFor();

    const admin = await visit(world(), "/success", { workspace });
    await admin.getByRole("link", { name: "Open Workspace settings" }).click();
    await admin.getByText("Renewals are coming").waitFor();
    await admin.getByRole("button", { name: "Grant access to Bob" }).click();
    await admin.getByText("Granted", { exact: true }).waitFor();
    await admin.getByRole("link", { name: "Health" }).waitFor();

    await asker.waitForURL(/\/success\/contracts$/);
    await asker.getByText("Contracts is not connected yet").waitFor();
    await Promise.all([asker.context().close(), admin.context().close()]);
  });

  test("when an admin switches Success off, a page that is open leads to the form", async () => {
    const workspace = "switched";
    const admin = await visit(world(), "/settings/workspace", { workspace });
    const flag = admin.getByRole("checkbox", { name: "Success is on for this workspace" });
    const save = async () => {
      await admin.getByRole("button", { name: "Save changes" }).click();
      await admin.getByText("Saved", { exact: true }).first().waitFor();
    };
    await flag.check();
    await save();
    const reader = await visit(world(), "/success/contracts", { workspace, role: "viewer", sub: "carol" });
    await reader.getByText("Contracts is not connected yet").waitFor();
    await flag.uncheck();
    await admin.getByRole("button", { name: "Save changes" }).click();
    await reader.waitForURL(/\/success-unlock\?next=\/success\/contracts$/);
    await admin.getByRole("link", { name: "Request access" }).waitFor();
    await Promise.all([reader.context().close(), admin.context().close()]);
  });

  test("an admin can refuse, and the workspace stays locked", async () => {
    const workspace = "refusing";
    const asker = await visit(world(), "/success", { workspace, role: "viewer", sub: "carol" });
    await asker.getByLabel("Work e-mail").fill("carol@refusing.example");
    await asker.getByLabel("Why").fill("Curious");
    await asker.getByRole("button", { name: "Request access" }).click();
    await asker.getByText("Request sent.").first().waitFor();
    const admin = await visit(world(), "/settings/workspace", { workspace });
    await admin.getByRole("button", { name: "Refuse access to Carol" }).click();
    await admin.getByText("Refused", { exact: true }).waitFor();
    expect(await admin.getByRole("checkbox", { name: "Success is on for this workspace" }).isChecked()).toBe(false);
    await Promise.all([asker.context().close(), admin.context().close()]);
  });

  test("where Success is on, the form leads to the wanted page at once", async () => {
    const page = await visit(world(), "/success-unlock?next=/success/readiness");
    await page.waitForURL(/\/success\/readiness$/);
    await page.context().close();
  });

  test("the form leads to no other site", async () => {
    const page = await visit(world(), "/success-unlock?next=//evil.example/");
    await page.getByRole("heading", { name: "Health", level: 1 }).waitFor();
    expect(new URL(page.url()).origin).toBe(world().product.url);
    await page.context().close();
  });
};
