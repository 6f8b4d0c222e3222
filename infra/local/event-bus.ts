import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { account, awsError, region } from "./aws.ts";
import { compilePattern, type Matcher } from "./event-pattern.ts";
import { isObject, type Json, messageOf, parseJson } from "./json.ts";
import type { Cloud } from "./template.ts";

export type Deliver = (targetArn: string, event: Json) => void;
export type Rule = { arn: string; bus: string; matches: Matcher | undefined; schedule: string | undefined; targets: string[] };

const refused = z.optional(z.never()); // no template changes what a target receives
const Target = z.object({ Arn: z.string(), Input: refused, InputPath: refused, InputTransformer: refused });
const RuleProperties = z.object({
  EventBusName: z._default(z.string(), "default"),
  EventPattern: z.optional(z.unknown()),
  ScheduleExpression: z.optional(z.string()),
  State: z._default(z.string(), "ENABLED"),
  Targets: z._default(z.array(Target), []),
});
const text = z._default(z.string(), "");
const Entry = z.object({
  EventBusName: z._default(z.string(), "default"),
  Source: text,
  DetailType: text,
  Detail: text,
  Resources: z._default(z.array(z.string()), []),
  Time: z.optional(z.number()),
});
type Entry = z.infer<typeof Entry>;
const PutEvents = z.object({ Entries: z.array(Entry).check(z.minLength(1), z.maxLength(10)) });

const requestLimit = 256 * 1024;

/** Reads the enabled rules; throws naming the rule whose pattern uses something that EventBridge does not document. */
export function readRules(cloud: Cloud): Rule[] {
  const enabled = cloud.of("AWS::Events::Rule", RuleProperties).filter(({ properties }) => properties.State !== "DISABLED");
  return enabled.map(({ id, arn, properties: { EventBusName, EventPattern, ScheduleExpression, Targets } }) => ({
    arn,
    bus: busName(EventBusName),
    matches: EventPattern === undefined ? undefined : compilePattern(EventPattern, id),
    schedule: ScheduleExpression,
    targets: Targets.map((target) => target.Arn),
  }));
}

/**
 * Answers PutEvents: entries that are wrong are refused one by one, the others go to the targets of the rules they match before the
 * answer is given. Throws AWS's ValidationException for a request that is refused as a whole.
 */
export function putEvents(input: unknown, rules: readonly Rule[], buses: ReadonlySet<string>, deliver: Deliver) {
  const parsed = z.safeParse(PutEvents, input);
  if (!parsed.success) throw awsError("ValidationException", "Entries must be a list of 1 to 10 events.");
  const bytes = parsed.data.Entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes > requestLimit) throw awsError("ValidationException", "Total size of the entries in the request is over the limit.");
  const Entries = parsed.data.Entries.map((entry) => put(entry, rules, buses, deliver));
  return { FailedEntryCount: Entries.filter((result) => "ErrorCode" in result).length, Entries };
}

function put(entry: Entry, rules: readonly Rule[], buses: ReadonlySet<string>, deliver: Deliver) {
  const refuse = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
  const missing = (["Source", "DetailType", "Detail"] as const).find((field) => entry[field] === "");
  if (missing) return refuse("InvalidArgument", `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`);
  const detail = parseJson(entry.Detail);
  const bus = busName(entry.EventBusName);
  if (!isObject(detail)) return refuse("MalformedDetail", "Detail is malformed.");
  if (entry.Source.startsWith("aws.")) return refuse("NotAuthorizedForSourceException", "Not authorized for the source.");
  if (!buses.has(bus)) return refuse("ResourceNotFoundException", `Event bus ${bus} does not exist.`);
  const time = new Date(entry.Time === undefined ? Date.now() : entry.Time * 1000);
  const event = newEvent({ "detail-type": entry.DetailType, source: entry.Source, resources: entry.Resources, detail }, time);
  try {
    for (const rule of rules) if (rule.bus === bus && rule.matches?.(event)) fire(rule, event, deliver);
    return { EventId: event.id };
  } catch (error) {
    return refuse("InternalFailure", messageOf(error));
  }
}

/** Hands an event to every target of a rule. */
export function fire({ targets }: Rule, event: Json, deliver: Deliver): void {
  for (const target of targets) deliver(target, event);
}

/** Makes an event as its targets receive it. */
export function newEvent(content: { "detail-type": string; source: string; resources: string[]; detail: Json }, time: Date) {
  return { version: "0", id: randomUUID(), account, time: time.toISOString().replace(/\.\d+Z$/, "Z"), region, ...content };
}

function busName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);
}

function sizeOf({ Time, Source, DetailType, Detail, Resources }: Entry): number {
  return (Time === undefined ? 0 : 14) + Buffer.byteLength([Source, DetailType, Detail, ...Resources].join(""));
}
