import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { loadCloud } from "#infra/local/template.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "success-template-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hole = (name: string) => `\${${name}}`;

/** Writes an assembly of stacks and resolves one value in the last of them. */
function resolve(value: unknown, data: object = {}) {
  const probe = {
    Resources: { Probe: { Type: "Probe", Properties: { value } }, Fn: { Type: "AWS::Lambda::Function" } },
    Parameters: { Size: { Default: "5" } },
  };
  writeFileSync(join(folder, "Data.json"), JSON.stringify(data));
  writeFileSync(join(folder, "App.json"), JSON.stringify(probe));
  const stack = (templateFile: string, stackName: string) => ({
    type: "aws:cloudformation:stack",
    properties: { templateFile, stackName },
  });
  const artifacts = { App: stack("App.json", "Stage-App"), Data: stack("Data.json", "Stage-Data"), Tree: { type: "cdk:tree" } };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ artifacts }));
  const cloud = loadCloud(folder, { queueEndpoint: "http://127.0.0.1:1", origin: "http://127.0.0.1:2" });
  return cloud.of("Probe", z.object({ value: z.unknown() }))[0]?.properties.value;
}

const exported = {
  Resources: {
    Queue: { Type: "AWS::SQS::Queue" },
    Bucket: { Type: "AWS::S3::Bucket" },
    Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "bus" } },
  },
  Outputs: {
    Url: { Value: { Ref: "Queue" }, Export: { Name: { "Fn::Sub": `${hole("AWS::StackName")}:Url` } } },
    Arn: { Value: { "Fn::GetAtt": ["Queue", "Arn"] }, Export: { Name: "queue-arn" } },
    Domain: { Value: { "Fn::GetAtt": ["Bucket", "RegionalDomainName"] }, Export: { Name: "domain" } },
    Bus: { Value: { Ref: "Bus" }, Export: { Name: "bus-name" } },
  },
};

test.each([
  [{ Ref: "AWS::Region" }, "eu-west-1"],
  [{ Ref: "Size" }, "5"],
  [{ Ref: "Fn" }, "Stage-App-Fn"],
  [{ "Fn::GetAtt": ["Fn", "Arn"] }, "arn:aws:lambda:eu-west-1:000000000000:function:Stage-App-Fn"],
  [{ "Fn::GetAtt": "Fn.Arn" }, "arn:aws:lambda:eu-west-1:000000000000:function:Stage-App-Fn"],
  [{ "Fn::Join": ["-", ["a", { Ref: "AWS::Partition" }]] }, "a-aws"],
  [{ "Fn::Select": [1, { "Fn::Split": [":", "a:b:c"] }] }, "b"],
  [
    { "Fn::Sub": ["AWS::AccountId", "Fn", "Fn.Arn", "!Literal"].map(hole).join("/") },
    `000000000000/Stage-App-Fn/arn:aws:lambda:eu-west-1:000000000000:function:Stage-App-Fn/${hole("Literal")}`,
  ],
  [{ "Fn::Sub": [hole("x"), { x: { Ref: "Size" } }] }, "5"],
  [{ "Fn::ImportValue": "Stage-Data:Url" }, "http://127.0.0.1:1/000000000000/Stage-Data-Queue"],
  [{ "Fn::ImportValue": "queue-arn" }, "arn:aws:sqs:eu-west-1:000000000000:Stage-Data-Queue"],
  [{ "Fn::ImportValue": "domain" }, "stage-data-bucket.s3.eu-west-1.amazonaws.com"],
  [{ "Fn::ImportValue": "bus-name" }, "bus"],
  [
    [1, { Ref: "AWS::NoValue" }, { kept: true, dropped: { Ref: "AWS::NoValue" } }],
    [1, { kept: true }],
  ],
])("%j is resolved", (value, expected) => {
  expect(resolve(value, exported)).toEqual(expected);
});

test.each([
  [{ "Fn::If": ["Condition", 1, 2] }, "Stage-App uses Fn::If"],
  [{ Ref: "Gone" }, "Stage-App refers to Gone"],
  [{ "Fn::GetAtt": ["Fn", "Nonsense"] }, "does not know Nonsense of AWS::Lambda::Function"],
  [{ "Fn::ImportValue": "gone" }, "Stage-App imports gone, which no stack exports"],
])("%j is refused by name", (value, message) => {
  expect(() => resolve(value)).toThrow(message);
});

test("an address that the templates were synthesised for becomes the one that this cloud has", () => {
  expect(resolve(["http://127.0.0.1:4000/_issuer", "connect-src http://127.0.0.1:4000"])).toEqual([
    "http://127.0.0.1:2/_issuer",
    "connect-src http://127.0.0.1:2",
  ]);
});
