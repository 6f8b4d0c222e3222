import { Duration } from "aws-cdk-lib";
import { ComparisonOperator, type Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Match, Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction, SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { constructId } from "../construct-id.ts";
import type { FunctionSpec, QueueTrigger, ScheduleTrigger } from "../functions.ts";
import { type FunctionContext, makeFunction } from "./function.ts";

const maxReceiveCount = 3;
const closed = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const satisfies QueueProps;

/**
 * Makes a consumer: rule on the stage's bus → queue → function, with a dead-letter queue for what fails three times or can't
 * be delivered, and alarms on what lies there and on what waits too long.
 */
export function makeConsumer(context: FunctionContext, key: string, spec: FunctionSpec, trigger: QueueTrigger, alarms: ITopic): void {
  const scope = new Construct(context.stack, `${constructId(trigger.queue)}Queue`);
  const dead = new Queue(scope, "Dead", { ...closed, retentionPeriod: Duration.days(14) });
  const queue = new Queue(scope, "Queue", {
    ...closed,
    // AWS asks for six function time-outs and the window, so that a throttled batch isn't received twice.
    visibilityTimeout: Duration.seconds(6 * spec.timeoutSeconds + trigger.windowSeconds),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: dead, maxReceiveCount },
  });
  new Rule(scope, "Rule", {
    description: `${trigger.detailTypes.join(", ")} → ${trigger.queue}`,
    eventBus: context.data.bus,
    eventPattern: { source: Match.prefix("success."), detailType: [...trigger.detailTypes] },
    targets: [new SqsQueue(queue, { deadLetterQueue: dead })],
  });
  new EventSourceMapping(scope, "Source", {
    target: makeFunction(context, key, spec, queue),
    eventSourceArn: queue.queueArn,
    batchSize: trigger.batchSize,
    maxBatchingWindow: Duration.seconds(trigger.windowSeconds),
    reportBatchItemFailures: true,
    maxConcurrency: trigger.maxConcurrency,
  });
  const every = { period: Duration.minutes(1) };
  alarm(scope, "DeadAlarm", dead.metricApproximateNumberOfMessagesVisible(every), 1, `${key} gave up on an event`, alarms);
  alarm(scope, "AgeAlarm", queue.metricApproximateAgeOfOldestMessage(every), 900, `${key} is 15 minutes behind`, alarms);
}

/** Makes a function that a fixed rate starts; a failed run is not repeated, the next one is near. */
export function makeScheduled(context: FunctionContext, key: string, spec: FunctionSpec, trigger: ScheduleTrigger, alarms: ITopic): void {
  const scope = new Construct(context.stack, `${constructId(key)}Schedule`);
  const fn = makeFunction(context, key, spec);
  const interval = Duration.minutes(trigger.everyMinutes);
  fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: interval });
  new Rule(scope, "Rule", {
    description: `${key} every ${trigger.everyMinutes} min`,
    schedule: Schedule.rate(interval),
    targets: [new LambdaFunction(fn, { retryAttempts: 0, maxEventAge: interval })],
  });
  alarm(scope, "ErrorAlarm", fn.metricErrors({ period: Duration.minutes(5) }), 3, `${key} fails again and again`, alarms);
}

function alarm(scope: Construct, id: string, metric: Metric, threshold: number, alarmDescription: string, topic: ITopic): void {
  const made = metric.createAlarm(scope, id, {
    alarmDescription,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  made.addAlarmAction(new SnsAction(topic));
}
