import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stageNamed, stageSettings } from "#infra/stages.ts";
import { differences } from "./differences.ts";
import { synthesise } from "./synth.ts";

const names = ["dev", "staging", "prod"] as const;
const found = differences(await Promise.all(names.map(async (name) => ({ name, templates: await synthesise(name) }))));

test("the templates of dev, staging and prod differ only so", () => {
  expect(found.map(({ property, values }) => [property, ...values].join(" | "))).toMatchSnapshot();
});

test("docs/stages.md lists these differences and no other", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/stages.md"), "utf8");
  const rows = page.split("\n").flatMap((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    return cells[2]?.startsWith("`") ? [{ property: cells[2].replaceAll("`", ""), values: cells.slice(3, 6) }] : [];
  });
  expect(rows.sort((a, b) => a.property.localeCompare(b.property))).toEqual(found);
});

const settings = (context: Record<string, string>) => stageSettings((key) => context[key]);

test("without a stage it is dev", () => {
  expect(settings({}).stage).toBe("dev");
});

test("a stage that is not in the table is one clear error", () => {
  expect(() => stageNamed("test")).toThrow('There is no stage "test". Stages: dev, staging, prod, local.');
  expect(() => stageNamed("toString")).toThrow("There is no stage");
});

test("the context names issuer, claims and a provider's address", () => {
  const context = {
    stage: "staging",
    issuer: "https://id.example.com",
    audience: "web",
    workspaceClaim: "org",
    roleClaim: "grant",
    stripeUrl: "http://127.0.0.1:12111",
  };
  expect(settings(context)).toMatchObject({
    stage: "staging",
    identity: { issuer: "https://id.example.com", audience: "web" },
    claims: { workspace: "org", role: "grant" },
    providerUrls: { stripe: "http://127.0.0.1:12111" },
  });
});

test("half an issuer or half a domain is refused", () => {
  expect(() => settings({ issuer: "https://id.example.com" })).toThrow('"audience" is missing');
  expect(() => settings({ certificateArn: "arn:aws:acm:us-east-1:1:certificate/1" })).toThrow('"domain" is missing');
});

test("this machine's issuer is the local one", () => {
  expect(settings({ stage: "local" }).identity).toEqual({ issuer: "http://127.0.0.1:4000/_issuer", audience: "success-web" });
});
