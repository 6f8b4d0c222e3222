import { expect, test } from "vitest";
import { ofType, synthesise } from "./synth.ts";

const stage = await synthesise("dev");
const { Data, Api } = stage;

type Index = {
  IndexName: string;
  KeySchema: { AttributeName: string }[];
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
};
type TableProperties = Record<string, unknown> & { GlobalSecondaryIndexes: Index[] };
const table = ofType<TableProperties>(Data, "AWS::DynamoDB::GlobalTable")[0]?.properties;

test("the table is on demand, recoverable to any point in time, encrypted with the stage's key and forgets by ttl", () => {
  expect(table).toMatchObject({
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
    SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
    Replicas: [
      {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: { "Fn::GetAtt": [expect.stringMatching(/^Key/), "Arn"] } },
      },
    ],
  });
});

test("the table has the eight indexes with their keys and projections", () => {
  const indexes = table?.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) =>
    [IndexName, ...KeySchema.map((key) => key.AttributeName), Projection.ProjectionType, ...(Projection.NonKeyAttributes ?? [])].join(" "),
  );
  expect(indexes).toEqual([
    "List1 lp s1 ALL",
    "List2 lp s2 ALL",
    "List3 lp s3 ALL",
    "Filter1 fp s1 ALL",
    "Filter2 fp s2 ALL",
    "Filter3 fp s3 ALL",
    "DUE due dueAt KEYS_ONLY",
    "AUDIT ap at INCLUDE actor action object change requestId",
  ]);
});

test("the key rotates, and by itself serves the table alone", () => {
  const [key] = ofType(Data, "AWS::KMS::Key");
  expect(key?.properties).toMatchObject({
    EnableKeyRotation: true,
    KeyPolicy: {
      Statement: [
        { Action: "kms:*", Principal: { AWS: { "Fn::Join": expect.anything() } } },
        {
          Sid: "TableAtRest",
          Condition: { StringEquals: { "kms:CallerAccount": { Ref: "AWS::AccountId" }, "kms:ViaService": expect.anything() } },
        },
      ],
    },
  });
});

test("exports live one day", () => {
  const exports = ofType(Data, "AWS::S3::Bucket").find(({ id }) => /^Exports[0-9A-F]{8}$/.test(id));
  expect(exports?.properties).toMatchObject({ LifecycleConfiguration: { Rules: [{ ExpirationInDays: 1, Status: "Enabled" }] } });
});

const buckets = [Data, Api].flatMap((template) => ofType(template, "AWS::S3::Bucket").map((bucket) => ({ template, ...bucket })));

test.each(buckets)("bucket $id is private, encrypted and refuses plain HTTP", ({ template, id, properties }) => {
  expect(properties).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: { ServerSideEncryptionConfiguration: expect.anything() },
  });
  const policies = ofType<{ Bucket: unknown }>(template, "AWS::S3::BucketPolicy").map((policy) => JSON.stringify(policy.properties));
  expect(
    policies.filter((policy) => policy.startsWith(`{"Bucket":{"Ref":"${id}"}`) && policy.includes("aws:SecureTransport")),
  ).toHaveLength(1);
});

test("the table, the bus and the key are known to other stacks by export", () => {
  const exported = Object.values(Data.Outputs ?? {}).map((output) => JSON.stringify(output));
  for (const name of ["RefTable", "FnGetAttTable", "RefBus", "FnGetAttBus", "FnGetAttKey"]) {
    expect(exported.filter((output) => output.includes(`Success-dev-Data:ExportsOutput${name}`))).toHaveLength(1);
  }
});
