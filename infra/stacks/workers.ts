import { type App, CfnOutput, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { makeConsumer, makeScheduled } from "../constructs/consumer.ts";
import { allFunctions } from "../functions.ts";
import type { StageSettings } from "../stages.ts";
import type { Data } from "./data.ts";

/** Makes everything that runs without a caller: consumers of the bus with their queues, and scheduled functions. */
export function workersStack(app: App, settings: StageSettings, data: Data, bundles: string): Stack {
  const stack = new Stack(app, `Success-${settings.stage}-Workers`, { description: "Success: queues, consumers and schedules" });
  const alarms = alarmTopic(stack, settings);
  const context = { stack, data, settings, bundles };
  for (const { key, spec } of allFunctions()) {
    if (spec.trigger.kind === "queue") makeConsumer(context, key, spec, spec.trigger, alarms);
    if (spec.trigger.kind === "schedule") makeScheduled(context, key, spec, spec.trigger, alarms);
  }
  return stack;
}

function alarmTopic(stack: Stack, settings: StageSettings): Topic {
  const topic = new Topic(stack, "Alarms", { displayName: `Success ${settings.stage} alarms`, enforceSSL: true });
  // A topic with a policy of its own no longer takes messages from the account's alarms by default.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  );
  if (settings.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(settings.alarmEmail));
  new CfnOutput(stack, "AlarmsTopic", { value: topic.topicArn, description: "Subscribe here to hear of alarms" });
  return topic;
}
