import { expect, test } from "vitest";
import { constructId } from "#infra/construct-id.ts";
import { accessOfFunctions, allows, listOf, type Statement } from "./iam.ts";
import { ofType, synthesise, type Template } from "./synth.ts";

const templates = await synthesise("dev");
const functions = [...accessOfFunctions(templates.Api), ...accessOfFunctions(templates.Workers)];

const always = ["logs:CreateLogStream logs:PutLogEvents on its logs", "xray:PutTelemetryRecords xray:PutTraceSegments on *"];
const head = "dynamodb:GetItem on the table [WS#* not WS#*#*]";
const changeHead = "dynamodb:GetItem dynamodb:UpdateItem on the table [WS#* not WS#*#*]";
const noteRevision = "dynamodb:PutItem on the table [WS#*#R]";
const rememberAnswer = "dynamodb:GetItem dynamodb:PutItem on the table [WS#*#IDEM]";
const publishes = "events:PutEvents on the bus";
const consumes = "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on its queue";

/** Everything that each function may do. A new permission is a new line here. */
const expected: Record<string, string[]> = {
  session: [head, "dynamodb:Query on the table [WS#*#SUM#*]"],
  settings: [changeHead, noteRevision, rememberAnswer],
  "access-requests": [
    changeHead,
    "dynamodb:GetItem dynamodb:PutItem on the table [WS#*#ACCESS]",
    "dynamodb:Query on List1 [WS#*#access-requests]",
    noteRevision,
    rememberAnswer,
  ],
  integrations: [head],
  openapi: [],
  "sections/contracts": [
    head,
    "dynamodb:GetItem on the table [WS#*#ROW#contracts]",
    "dynamodb:Query on the table [WS#*#SUM#contracts, WS#*#A#*]",
    "dynamodb:Query on Filter1 Filter2 Filter3 List1 List2 List3 [WS#*#contracts, WS#*#contracts#*]",
  ],
  "sections/health": [head],
  "sections/convert": [head],
  "sections/pipeline": [head],
  "sections/re-engage": [head],
  "sections/close-the-loop": [head],
  "setup/convert": [head],
  "setup/contracts": [head, "dynamodb:Query on the table [WS#*#SUM#contracts]"],
  "setup/pipeline": [head],
  "setup/re-engage": [head],
  "setup/close-the-loop": [head],
  "setup/unknown": [head],
  "webhooks/stripe": ["dynamodb:GetItem on the table [HOOK#*]", publishes, "kms:Decrypt on the key {provider: stripe}"],
  "sync/dispatch": ["dynamodb:Query on DUE [DUE#*]", publishes],
  "project/ledger": [
    "dynamodb:GetItem dynamodb:UpdateItem on the table [WS#* not WS#*#*]",
    "dynamodb:ConditionCheckItem dynamodb:GetItem dynamodb:PutItem on the table [WS#*#ALIAS#*]",
    "dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query on the table [WS#*#A#*]",
    "dynamodb:GetItem dynamodb:PutItem on the table [WS#*#ROW#contracts]",
    "dynamodb:UpdateItem on the table [WS#*#SUM#contracts]",
    "dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem on the table [WS#*#EVT#*]",
    "dynamodb:PutItem on the table [WS#*#QUAR#*, WS#*#R]",
    publishes,
    consumes,
  ],
  "project/outbox": ["dynamodb:GetItem dynamodb:UpdateItem on the table [WS#*#EVT#*]", publishes, consumes],
};

test("there is a list of permissions for every function", () => {
  expect(functions.map(({ key }) => key).sort()).toEqual(Object.keys(expected).sort());
});

test.each(functions)("$key may do what is listed and nothing else", ({ key, statements, managed }) => {
  expect(managed).toEqual([]);
  expect(statements.map((statement) => sentence(statement, key)).sort()).toEqual([...always, ...(expected[key] ?? [])].sort());
});

test("no role of a function takes policies from elsewhere", () => {
  const policies = [templates.Data, templates.Api, templates.Workers].flatMap((template: Template) => ofType(template, "AWS::IAM::Policy"));
  expect(policies).toEqual([]);
});

const partitions = {
  head: "WS#acme",
  connections: "WS#acme#CONN",
  syncs: "WS#acme#SYNC#conn_1",
  webhooks: "HOOK#conn_1",
  account: "WS#acme#A#example.com",
  ledgerRows: "WS#acme#ROW#contracts",
};
const tableActions = [
  "GetItem",
  "Query",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "ConditionCheckItem",
  "BatchGetItem",
  "BatchWriteItem",
  "Scan",
];

function whoMay(partition: string, actions: readonly string[] = tableActions): string[] {
  return functions
    .filter(({ statements }) => actions.some((action) => allows(statements.filter(isTable), action, partition)))
    .map(({ key }) => key);
}

test("the ingress alone reaches the lookup of webhooks, and it reaches nothing else", () => {
  expect(whoMay(partitions.webhooks)).toEqual(["webhooks/stripe"]);
  expect(Object.values(partitions).filter((partition) => whoMay(partition).includes("webhooks/stripe"))).toEqual([partitions.webhooks]);
});

test("nobody reaches the credentials and syncs of a workspace yet", () => {
  expect(whoMay(partitions.connections)).toEqual([]);
  expect(whoMay(partitions.syncs)).toEqual([]);
});

test("only the projector writes accounts and rows", () => {
  const writing = ["PutItem", "UpdateItem", "DeleteItem"];
  expect(whoMay(partitions.account, writing)).toEqual(["project/ledger"]);
  expect(whoMay(partitions.ledgerRows, writing)).toEqual(["project/ledger"]);
});

test("only settings, access requests and the projector change a workspace's head", () => {
  expect(whoMay(partitions.head, ["PutItem", "UpdateItem"]).sort()).toEqual(["access-requests", "project/ledger", "settings"]);
});

test("the check itself sees a permission that is too wide", () => {
  const wide: Statement = { Effect: "Allow", Action: "dynamodb:*", Resource: { "Fn::ImportValue": "Table" }, Condition: within("WS#*") };
  expect(allows([wide], "Scan", partitions.connections)).toBe(true);
  expect(allows([{ ...wide, Condition: within("WS#*#A#*") }], "GetItem", partitions.connections)).toBe(false);
});

test("nobody scans", () => {
  for (const partition of Object.values(partitions)) expect(whoMay(partition, ["Scan"])).toEqual([]);
});

function within(pattern: string) {
  return { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [pattern] } };
}

function isTable(statement: Statement): boolean {
  return listOf(statement.Action).some((action) => action.startsWith("dynamodb:"));
}

/** Writes a statement as one readable line, the way the list above does. */
function sentence({ Action, Resource, Condition = {} }: Statement, key: string): string {
  const actions = [...listOf(Action)].sort().join(" ");
  const places = listOf(Resource)
    .map((resource) => place(resource, key))
    .join(" ");
  return `${actions} on ${places}${conditionText(Condition)}`;
}

function conditionText(condition: NonNullable<Statement["Condition"]>): string {
  const keys = (operator: string) => listOf(condition[operator]?.["dynamodb:LeadingKeys"]).join(", ");
  const rest = Object.entries(condition.StringEquals ?? {}).map(([key, value]) => `${key.split(":").at(-1)}: ${listOf(value).join(", ")}`);
  const [within, without] = [keys("ForAllValues:StringLike"), keys("ForAllValues:StringNotLike")];
  if (rest.length > 0) return ` {${rest.join(", ")}}`;
  if (within === "") return "";
  return without === "" ? ` [${within}]` : ` [${within} not ${without}]`;
}

function place(resource: unknown, key: string): string {
  const text = JSON.stringify(resource);
  const index = /\/index\/(\w+)"/.exec(text)?.[1];
  if (index !== undefined) return index;
  if (text.includes("FnGetAttTable")) return "the table";
  if (text.includes("FnGetAttBus")) return "the bus";
  if (text.includes("FnGetAttKey")) return "the key";
  if (text.startsWith(`{"Fn::GetAtt":["${constructId(key)}Logs`)) return "its logs";
  if (text.startsWith(`{"Fn::GetAtt":["${constructId(key.split("/").at(-1) ?? "")}Queue`)) return "its queue";
  return text === '"*"' ? "*" : text;
}
