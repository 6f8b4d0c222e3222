import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Stack } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { afterAll, expect, test } from "vitest";
import { successApp } from "#infra/app.ts";
import { emptyBuild, ofType, type StackName, synthesise, type Template } from "./synth.ts";

const folder = mkdtempSync(join(tmpdir(), "success-app-"));
afterAll(() => rmSync(folder, { recursive: true }));

const stage = await synthesise("prod");
const stacks: [StackName, Template][] = [
  ["Data", stage.Data],
  ["Api", stage.Api],
  ["Workers", stage.Workers],
  ["Web", stage.Web],
];

test.each(stacks)("stack %s stays below 400 resources", (_name, template) => {
  expect(Object.keys(template.Resources).length).toBeLessThan(400);
});

type FunctionProperties = { Environment?: unknown; LoggingConfig?: { LogGroup: { Ref: string } } } & Record<string, unknown>;

const functions = stacks.flatMap(([, template]) =>
  ofType<FunctionProperties>(template, "AWS::Lambda::Function").map((one) => ({ template, ...one })),
);
const ours = functions.filter(({ template }) => template !== stage.Web);

test("every function logs to a log group of its own, and every log group forgets", () => {
  const groups = stacks.flatMap(([, template]) => ofType<{ RetentionInDays: number }>(template, "AWS::Logs::LogGroup"));
  for (const { properties } of groups) expect(properties.RetentionInDays).toBe(365);
  const used = functions.map(({ properties }) => properties.LoggingConfig?.LogGroup.Ref);
  expect(used.every((id) => groups.some((group) => group.id === id))).toBe(true);
  expect(new Set(used).size).toBe(functions.length);
});

test.each(ours)("$id runs on Node 24, ARM, traced", ({ properties }) => {
  expect(properties).toMatchObject({
    Runtime: "nodejs24.x",
    Architectures: ["arm64"],
    Handler: "index.handler",
    TracingConfig: { Mode: "Active" },
  });
});

test("a function's environment is what the product reads and nothing else", () => {
  const variables = (key: string) => {
    const found = ours.find(({ properties }) => JSON.stringify(properties.Environment).includes(`"POWERTOOLS_SERVICE_NAME":"${key}"`));
    return found?.properties.Environment;
  };
  const fromData = (name: string) => ({ "Fn::ImportValue": expect.stringContaining(`Success-prod-Data:ExportsOutput${name}`) });
  const shared = {
    SUCCESS_STAGE: "prod",
    SUCCESS_TABLE: fromData("RefTable"),
    SUCCESS_BUS: fromData("RefBus"),
    SUCCESS_CATALOG: "stripe",
    SUCCESS_CLAIM_WORKSPACE: "custom:workspace_id",
    SUCCESS_CLAIM_ROLE: "custom:role",
    POWERTOOLS_METRICS_NAMESPACE: "Success",
    POWERTOOLS_LOG_LEVEL: "INFO",
    NODE_OPTIONS: "--enable-source-maps",
  };
  expect(variables("session")).toEqual({ Variables: { ...shared, POWERTOOLS_SERVICE_NAME: "session" } });
  expect(variables("webhooks/stripe")).toEqual({
    Variables: { ...shared, POWERTOOLS_SERVICE_NAME: "webhooks/stripe", SUCCESS_KEY: fromData("FnGetAttKey") },
  });
});

test("a security finding without a reason stops the synthesis", () => {
  const app = successApp({ ...emptyBuild(folder), outdir: join(folder, "finding") });
  new Bucket(new Stack(app, "Careless"), "Open");
  expect(() => app.synth()).toThrow("AwsSolutions-S1");
});

test("nothing but Node is needed to synthesise: no account, no home, no variable of AWS", async () => {
  const outdir = join(folder, "bare");
  const app = `import { successApp } from "#infra/app.ts"; successApp(${JSON.stringify({ ...emptyBuild(folder), outdir })}).synth();`;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", app], {
    env: {},
    cwd: join(import.meta.dirname, "../.."),
  });
  await expect(run).resolves.toEqual({ stdout: "", stderr: "" });
  const report = JSON.parse(readFileSync(join(outdir, "validation-report.json"), "utf8"));
  expect(report.pluginReports[0]).toMatchObject({ pluginName: "AwsSolutions", conclusion: "success", violations: [] });
});
