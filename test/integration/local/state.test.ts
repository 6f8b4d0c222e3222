import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test, vi } from "vitest";
import { openProduct } from "#infra/commands/product.ts";
import { api, type MiniCloud, queueArn, queueFor, startMiniCloud, waitingIn } from "./mini-cloud.ts";

const index = (name: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: "sk", KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
});
const resources = (...indexes: string[]) => ({
  ...api({ "GET /who": "locked Who" }, "http://127.0.0.1:4000/_issuer"),
  Table: {
    Type: "AWS::DynamoDB::GlobalTable",
    Properties: {
      AttributeDefinitions: ["pk", "sk"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
      KeySchema: ["pk", "sk"].map((name, position) => ({ AttributeName: name, KeyType: position === 0 ? "HASH" : "RANGE" })),
      GlobalSecondaryIndexes: indexes.map(index),
      TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
    },
  },
  Queue: { Type: "AWS::SQS::Queue", Properties: {} },
  Key: { Type: "AWS::KMS::Key", Properties: {} },
  Bucket: { Type: "AWS::S3::Bucket", Properties: {} },
});
const functions = { Who: { source: "export const handler = async (event) => event.requestContext.authorizer.jwt.claims.sub;" } };
const key = { pk: { S: "WS#acme" }, sk: { S: "HEAD" } };
const context = { workspaceId: "acme", provider: "stripe", connectionId: "c" };

function tableClient(cloud: MiniCloud) {
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return new DynamoDBClient({ endpoint: cloud.endpoints.DYNAMODB ?? "", region: "eu-west-1", credentials });
}

test("items, messages, objects, encrypted values and tokens outlive a restart; a changed index asks to begin anew", {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "success-state-"));
  const start = (port: number, ...indexes: string[]) =>
    startMiniCloud(functions, resources(...indexes), { folder, port, dynamodb: undefined });
  try {
    const first = await start(0, "One");
    await tableClient(first).send(new PutItemCommand({ TableName: first.table, Item: { ...key, name: { S: "Acme" } } }));
    const sealed = await openProduct(first).vault.encrypt("whsec_1", context, "2026-11-24T00:00:00.000Z");
    const token = await first.idToken({ workspace: "acme", role: "viewer", sub: "carol" });
    first.queues.send(queueArn("Queue"), "kept");
    first.queues.buckets.putObject("mini-bucket", "a.txt", Buffer.from("kept"));
    await first.stop();

    const second = await start(Number(new URL(first.url).port), "One");
    const who = await fetch(`${second.url}/who`, { headers: { authorization: `Bearer ${token}` } });
    expect(await who.text()).toBe("carol");
    const { Item } = await tableClient(second).send(new GetItemCommand({ TableName: second.table, Key: key }));
    expect(Item).toMatchObject({ name: { S: "Acme" } });
    expect(await openProduct(second).vault.decrypt(sealed, context)).toBe("whsec_1");
    expect(waitingIn(second, "Queue")).toEqual(["kept"]);
    expect(second.queues.buckets.getObject("mini-bucket", "a.txt").body.toString()).toBe("kept");
    await second.stop();

    await expect(start(0, "One", "Two")).rejects.toThrow("begin anew with npm start -- --fresh");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const hangs = { Work: { source: "export const handler = () => new Promise(() => {});", properties: { Timeout: 300 } } };
const works = { Work: { source: "export const handler = async ({ Records }) => console.log('worked on ' + Records[0].body);" } };
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const twoMinutes = queueFor("Work", { maxReceiveCount: 1, visibilitySeconds: 120 });

test("what a killed process was working on is worked on at once by the next one, as if it had not been received", async () => {
  const folder = mkdtempSync(join(tmpdir(), "success-killed-"));
  const left = join(folder, "left");
  const killed = await startMiniCloud(hangs, twoMinutes, { folder: join(folder, "killed") });
  let next: MiniCloud | undefined;
  try {
    killed.queues.send(queueArn("WorkQueue"), "in flight");
    await eventually(() => expect(killed.queues.queue(queueArn("WorkQueue")).inflightMessages.size).toBe(1));
    cpSync(join(folder, "killed"), left, { recursive: true }); // what lies on the disk when a process is killed
    next = await startMiniCloud(works, twoMinutes, { folder: left });
    await next.drained();
    expect(next.log("Work")).toContain("worked on in flight");
    expect(next.queues.queue(queueArn("WorkQueue")).inflightMessages.size).toBe(0);
    expect(waitingIn(next, "WorkDead")).toEqual([]);
  } finally {
    await next?.stop();
    await killed.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
