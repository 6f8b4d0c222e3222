import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { callAws } from "#infra/local/aws.ts";
import { type MiniCloud, queueArn, queueFor, startMiniCloud, waitingIn } from "./mini-cloud.ts";

const throwing = "export const handler = async (event) => { console.log('called ' + event.Records?.[0].body); throw new Error('no'); };";
const partial = `export const handler = async ({ Records }) => {
  console.log('batch ' + Records.map((record) => record.body).join());
  return { batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;
const target = (id: string, pattern: object, attribute = "Arn") => ({
  Type: "AWS::Events::Rule",
  Properties: { EventBusName: { Ref: "Bus" }, EventPattern: pattern, Targets: [{ Id: "1", Arn: { "Fn::GetAtt": [id, attribute] } }] },
});

let cloud: MiniCloud;
beforeAll(async () => {
  const functions = {
    Throws: { source: throwing },
    Partial: { source: partial },
    Later: { source: throwing, properties: { DeadLetterConfig: { TargetArn: { "Fn::GetAtt": ["LaterDead", "Arn"] } } } },
  };
  cloud = await startMiniCloud(functions, {
    ...queueFor("Throws"),
    // Longer than a function takes to start on a busy machine, or all of the batch would come back.
    ...queueFor("Partial", { maxReceiveCount: 1, windowSeconds: 1, visibilitySeconds: 5 }),
    LaterDead: { Type: "AWS::SQS::Queue", Properties: {} },
    Inbox: { Type: "AWS::SQS::Queue", Properties: {} },
    Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "stage-bus" } },
    ToInbox: target("Inbox", { source: [{ prefix: "success." }], "detail-type": ["thing.happened"] }),
    ToLater: target("Later", { "detail-type": ["later"] }),
    Off: {
      ...target("Inbox", { source: ["success.off"] }),
      Properties: { ...target("Inbox", { source: ["success.off"] }).Properties, State: "DISABLED" },
    },
  });
});
afterAll(() => cloud.stop());

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 18_000, interval: 20 });
const Put = z.object({
  FailedEntryCount: z.number(),
  Entries: z.array(z.object({ EventId: z.optional(z.string()), ErrorCode: z.optional(z.string()) })),
});
const put = (Entries: unknown[]) => callAws(cloud.endpoints.EVENTBRIDGE ?? "", "AWSEvents.PutEvents", { Entries }, Put);
const entry = (more = {}) => ({
  EventBusName: "stage-bus",
  Source: "success.test",
  DetailType: "thing.happened",
  Detail: '{"n":1}',
  ...more,
});

test("a function that throws three times leaves its message in the dead-letter queue", async () => {
  cloud.queues.send(queueArn("Throws-Queue".replace("-", "")), "poison");
  await eventually(() => expect(waitingIn(cloud, "ThrowsDead")).toEqual(["poison"]));
  expect(cloud.log("Throws").match(/called poison/g)).toHaveLength(3);
});

test("of a batch, what failed alone comes back, and a window fills the batch", async () => {
  for (const body of ["good", "bad", "fine"]) cloud.queues.send(queueArn("PartialQueue"), body);
  await eventually(() => expect(waitingIn(cloud, "PartialDead")).toEqual(["bad"]));
  const queue = cloud.queues.queue(queueArn("PartialQueue"));
  expect([queue.messages.length, queue.inflightMessages.size]).toEqual([0, 0]);
  expect(cloud.log("Partial")).toContain("batch good,bad,fine");
});

test("drained waits for what is worked on or waits, however long, and not for what failed and comes back later", async () => {
  const reported: string[] = [];
  const functions = {
    Slow: { source: "export const handler = () => new Promise((resolve) => setTimeout(resolve, 300));" },
    Fails: { source: throwing },
  };
  const queues = { ...queueFor("Slow", { batchSize: 1 }), ...queueFor("Fails", { visibilitySeconds: 120 }) };
  const busy = await startMiniCloud(functions, queues, { report: (line) => reported.push(line) });
  for (const id of ["SlowQueue", "SlowQueue", "SlowQueue", "FailsQueue"]) busy.queues.send(queueArn(id), id);
  await busy.drained();
  const left = (id: string) => busy.queues.queue(queueArn(id)).messages.length + busy.queues.queue(queueArn(id)).inflightMessages.size;
  expect([left("SlowQueue"), left("FailsQueue"), reported.at(-1)]).toEqual([0, 1, expect.stringMatching(/tried again: 1/)]);
  await busy.stop();
});

test("an event reaches the targets of the rules that it matches", async () => {
  const { FailedEntryCount, Entries } = await put([
    entry(),
    entry({ Source: "other" }),
    entry({ DetailType: "x" }),
    entry({ EventBusName: "default" }),
  ]);
  expect(FailedEntryCount).toBe(0);
  await put([entry({ Source: "success.off", DetailType: "off" })]);
  const [received, ...others] = waitingIn(cloud, "Inbox").map((body) => JSON.parse(body));
  expect(others).toEqual([]);
  expect(received).toEqual({
    version: "0",
    id: Entries[0]?.EventId,
    account: "000000000000",
    region: "eu-west-1",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    source: "success.test",
    "detail-type": "thing.happened",
    resources: [],
    detail: { n: 1 },
  });
});

test("wrong entries are refused one by one, wrong requests as a whole", async () => {
  const wrong = [
    entry({ Detail: "no json" }),
    entry({ Detail: "[1]" }),
    entry({ Source: "" }),
    entry({ Source: "aws.s3" }),
    entry({ EventBusName: "gone" }),
  ];
  const { FailedEntryCount, Entries } = await put([entry({ DetailType: "x" }), ...wrong]);
  expect(FailedEntryCount).toBe(5);
  expect(Entries.map((result) => result.ErrorCode)).toEqual([
    undefined,
    "MalformedDetail",
    "MalformedDetail",
    "InvalidArgument",
    "NotAuthorizedForSourceException",
    "ResourceNotFoundException",
  ]);
  const large = entry({ Detail: JSON.stringify({ text: "x".repeat(256 * 1024) }) });
  for (const request of [[], Array.from({ length: 11 }, () => entry()), [large]]) {
    await expect(put(request)).rejects.toMatchObject({ name: "ValidationException" });
  }
});

test("an event for a function that keeps failing is tried three times, then dead-lettered", async () => {
  await put([entry({ DetailType: "later" })]);
  await eventually(() => expect(waitingIn(cloud, "LaterDead")).toHaveLength(1));
  expect(JSON.parse(waitingIn(cloud, "LaterDead")[0] ?? "")).toMatchObject({ "detail-type": "later", detail: { n: 1 } });
  expect(cloud.log("Later").match(/called/g)).toHaveLength(3);
});
