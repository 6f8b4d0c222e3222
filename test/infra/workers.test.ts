import { expect, test } from "vitest";
import { ofType, synthesise, target } from "./synth.ts";

const { Workers } = await synthesise("dev");

type QueueProperties = { RedrivePolicy?: { deadLetterTargetArn: unknown; maxReceiveCount: number }; VisibilityTimeout?: number };
type SourceProperties = { EventSourceArn: unknown; FunctionName: unknown } & Record<string, unknown>;
type AlarmProperties = { Dimensions: { Name: string; Value: unknown }[]; MetricName: string; AlarmActions: unknown[]; Threshold: number };
type RuleProperties = { EventPattern?: unknown; ScheduleExpression?: string; EventBusName?: unknown; Targets: { Arn: unknown }[] };
type FunctionProperties = { Timeout: number; Environment: { Variables: Record<string, unknown> } };

const queues = ofType<QueueProperties>(Workers, "AWS::SQS::Queue");
const consumed = queues.filter(({ properties }) => properties.RedrivePolicy !== undefined);
const sources = ofType<SourceProperties>(Workers, "AWS::Lambda::EventSourceMapping");
const alarms = ofType<AlarmProperties>(Workers, "AWS::CloudWatch::Alarm");
const rules = ofType<RuleProperties>(Workers, "AWS::Events::Rule");
const functions = new Map(ofType<FunctionProperties>(Workers, "AWS::Lambda::Function").map(({ id, properties }) => [id, properties]));
const keyOf = (value: unknown) => functions.get(target(value) ?? "")?.Environment.Variables.POWERTOOLS_SERVICE_NAME;

test("each consumer has its rule, its queue and its function", () => {
  const wired = consumed.map(({ id }) => ({
    consumer: keyOf(sources.find((source) => target(source.properties.EventSourceArn) === id)?.properties.FunctionName),
    pattern: rules.find((rule) => rule.properties.Targets.some((one) => target(one.Arn) === id))?.properties.EventPattern,
  }));
  const from = [{ prefix: "success." }];
  expect(wired).toEqual([
    {
      consumer: "project/ledger",
      pattern: { source: from, "detail-type": ["stripe.event.received", "ledger.entry.due", "alias.changed"] },
    },
    { consumer: "project/outbox", pattern: { source: from, "detail-type": ["outbox.entry.due"] } },
  ]);
});

test("rules of consumers listen to the stage's own bus", () => {
  for (const { properties } of rules.filter((rule) => rule.properties.EventPattern !== undefined)) {
    expect(properties.EventBusName).toEqual({ "Fn::ImportValue": expect.stringContaining("Success-dev-Data:ExportsOutputRefBus") });
  }
});

test.each(consumed)("$id dead-letters what fails three times and waits six function time-outs", ({ id, properties }) => {
  const dead = target(properties.RedrivePolicy?.deadLetterTargetArn);
  expect(properties.RedrivePolicy?.maxReceiveCount).toBe(3);
  expect(queues.map((queue) => queue.id)).toContain(dead);
  const source = sources.find((one) => target(one.properties.EventSourceArn) === id)?.properties;
  expect(source).toMatchObject({
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 0,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
  const timeout = functions.get(target(source?.FunctionName) ?? "")?.Timeout ?? Number.POSITIVE_INFINITY;
  expect(properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
});

test.each(consumed)("$id has an alarm on its dead letters and one on its age", ({ id, properties }) => {
  const dead = target(properties.RedrivePolicy?.deadLetterTargetArn);
  expect(alarmsOn(dead)).toMatchObject([{ MetricName: "ApproximateNumberOfMessagesVisible", Threshold: 1 }]);
  expect(alarmsOn(id)).toMatchObject([{ MetricName: "ApproximateAgeOfOldestMessage", Threshold: 900 }]);
});

test("what can't be delivered to a queue goes to the same dead letters", () => {
  const delivered = rules.filter((rule) => rule.properties.EventPattern !== undefined).flatMap((rule) => rule.properties.Targets);
  for (const one of delivered) {
    expect(one).toMatchObject({ DeadLetterConfig: { Arn: { "Fn::GetAtt": [expect.stringMatching(/Dead/), "Arn"] } } });
  }
});

test("every queue is encrypted and refuses plain HTTP", () => {
  const policies = ofType(Workers, "AWS::SQS::QueuePolicy").map(({ properties }) => JSON.stringify(properties));
  for (const { id, properties } of queues) {
    expect(properties).toMatchObject({ SqsManagedSseEnabled: true });
    expect(
      policies.filter((policy) => policy.includes(`"Queues":[{"Ref":"${id}"}]`) && policy.includes("aws:SecureTransport")),
    ).toHaveLength(1);
  }
});

test("the dispatcher runs every minute on the default bus, and a failed run is not repeated", () => {
  const scheduled = rules.filter((rule) => rule.properties.ScheduleExpression !== undefined);
  expect(
    scheduled.map(({ properties }) => [properties.ScheduleExpression, properties.EventBusName, keyOf(properties.Targets[0]?.Arn)]),
  ).toEqual([["rate(1 minute)", undefined, "sync/dispatch"]]);
  const [invoke] = ofType(Workers, "AWS::Lambda::EventInvokeConfig");
  expect(invoke?.properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
});

test("alarms tell a topic that takes them", () => {
  const [topic] = ofType(Workers, "AWS::SNS::Topic");
  for (const { properties } of alarms) expect(target(properties.AlarmActions[0])).toBe(topic?.id);
  const [policy] = ofType(Workers, "AWS::SNS::TopicPolicy");
  expect(JSON.stringify(policy?.properties)).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}');
});

function alarmsOn(queue: string | undefined): AlarmProperties[] {
  return alarms
    .map(({ properties }) => properties)
    .filter(({ Dimensions }) => JSON.stringify(Dimensions[0]?.Value).includes(`"${queue}"`) && Dimensions[0]?.Name === "QueueName");
}
