import { expect, test } from "vitest";
import { deployArguments } from "#infra/commands/deploy.ts";

test("a stage is deployed with all its stacks, and further flags reach CDK", () => {
  expect(deployArguments(["prod", "--require-approval", "never"])).toEqual([
    "deploy",
    "--all",
    "--context",
    "stage=prod",
    "--require-approval",
    "never",
  ]);
});

test("a deployment without a stage, to an unknown stage or to this machine is refused", () => {
  expect(() => deployArguments([])).toThrow("Which stage?");
  expect(() => deployArguments(["--all"])).toThrow("Which stage?");
  expect(() => deployArguments(["production"])).toThrow('There is no stage "production". Stages: dev, staging, prod, local.');
  expect(() => deployArguments(["local"])).toThrow("npm start");
});
