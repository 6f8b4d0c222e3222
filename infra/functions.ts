import { on, onHead, queryIndex, queryList, type TableAccess } from "./access.ts";

/** `open` says why its routes take no token. */
export type HttpTrigger = { kind: "http"; routes: readonly string[]; open?: string };
export type QueueTrigger = {
  kind: "queue";
  queue: string;
  detailTypes: readonly string[];
  batchSize: number;
  windowSeconds: number;
  maxConcurrency: number;
};
export type ScheduleTrigger = { kind: "schedule"; everyMinutes: number };

/** One Lambda function: what starts it, what it may touch, how long and how large it may run. */
export type FunctionSpec = {
  trigger: HttpTrigger | QueueTrigger | ScheduleTrigger;
  table: readonly TableAccess[];
  publishes?: true;
  /** The provider whose credentials it may decrypt. */
  decrypts?: string;
  timeoutSeconds: number;
  memoryMb: number;
};

const request = { timeoutSeconds: 10, memoryMb: 512 };
const ingress = { timeoutSeconds: 5, memoryMb: 512 };
// The visibility timeout is six times this, so it is also how long a failed event waits for its next try.
const worker = { timeoutSeconds: 20, memoryMb: 1024 };

const head = onHead("GetItem");
const changeHead = onHead("GetItem", "UpdateItem");
const noteRevision = on("WS#*#R", "PutItem");
const rememberAnswer = on("WS#*#IDEM", "GetItem", "PutItem");

/** Every function by its key, the path of its file below `functions/`. The stacks make this and nothing else. */
export const functions = {
  session: { ...request, trigger: http("GET /session"), table: [head, on("WS#*#SUM#*", "Query")] },
  settings: { ...request, trigger: http("GET /settings", "PUT /settings"), table: [changeHead, noteRevision, rememberAnswer] },
  "access-requests": {
    ...request,
    trigger: http("POST /access-requests", "GET /access-requests", "PATCH /access-requests/{id}"),
    table: [changeHead, on("WS#*#ACCESS", "GetItem", "PutItem"), queryIndex("List1", "WS#*#access-requests"), noteRevision, rememberAnswer],
  },
  integrations: { ...request, trigger: http("GET /integrations"), table: [head] },
  openapi: {
    ...request,
    trigger: open("The description of the API is public; it holds nothing of any workspace.", "GET /openapi.json"),
    table: [],
  },

  "sections/contracts": {
    ...request,
    trigger: http("GET /contracts/overview", "GET /contracts", "GET /contracts/{id}"),
    table: [head, on("WS#*#ROW#contracts", "GetItem"), on(["WS#*#SUM#contracts", "WS#*#A#*"], "Query"), queryList("contracts")],
  },
  "sections/health": { ...request, trigger: http("GET /health/overview"), table: [head] },
  "sections/convert": { ...request, trigger: http("GET /convert/overview"), table: [head] },
  "sections/pipeline": { ...request, trigger: http("GET /pipeline/overview"), table: [head] },
  "sections/re-engage": { ...request, trigger: http("GET /re-engage/overview"), table: [head] },
  "sections/close-the-loop": { ...request, trigger: http("GET /close-the-loop/overview"), table: [head] },

  "setup/convert": { ...request, trigger: http("GET /sections/convert/setup"), table: [head] },
  "setup/contracts": { ...request, trigger: http("GET /sections/contracts/setup"), table: [head, on("WS#*#SUM#contracts", "Query")] },
  "setup/pipeline": { ...request, trigger: http("GET /sections/pipeline/setup"), table: [head] },
  "setup/re-engage": { ...request, trigger: http("GET /sections/re-engage/setup"), table: [head] },
  "setup/close-the-loop": { ...request, trigger: http("GET /sections/close-the-loop/setup"), table: [head] },
  "setup/unknown": { ...request, trigger: http("GET /sections/{section}/setup"), table: [head] },

  "webhooks/stripe": {
    ...ingress,
    trigger: open("Stripe has no token; the function checks its signature over the raw body.", "POST /webhooks/stripe/{connectionId}"),
    table: [on("HOOK#*", "GetItem")],
    publishes: true,
    decrypts: "stripe",
  },

  "sync/dispatch": {
    timeoutSeconds: 50,
    memoryMb: 512,
    trigger: { kind: "schedule", everyMinutes: 1 },
    table: [queryIndex("DUE", "DUE#*")],
    publishes: true,
  },
  "project/ledger": {
    ...worker,
    trigger: queue("ledger", ["stripe.event.received", "ledger.entry.due", "alias.changed"]),
    table: [
      onHead("GetItem", "UpdateItem"),
      on("WS#*#ALIAS#*", "GetItem", "PutItem", "ConditionCheckItem"),
      on("WS#*#A#*", "GetItem", "Query", "PutItem", "DeleteItem"),
      on("WS#*#ROW#contracts", "GetItem", "PutItem"),
      on("WS#*#SUM#contracts", "UpdateItem"),
      on("WS#*#EVT#*", "GetItem", "PutItem", "UpdateItem"),
      on(["WS#*#QUAR#*", "WS#*#R"], "PutItem"),
    ],
    publishes: true,
  },
  "project/outbox": {
    ...worker,
    trigger: queue("outbox", ["outbox.entry.due"]),
    table: [on("WS#*#EVT#*", "GetItem", "UpdateItem")],
    publishes: true,
  },
} as const satisfies Record<string, FunctionSpec>;

/** The functions as a list, in the order of the table. */
export function allFunctions(): { key: string; spec: FunctionSpec }[] {
  return Object.entries(functions).map(([key, spec]) => ({ key, spec }));
}

/** Routes that carry the caller's token. */
function http(...routes: string[]) {
  return { kind: "http", routes } as const satisfies HttpTrigger;
}

/** Routes without a token, and why. */
function open(reason: string, ...routes: string[]) {
  return { kind: "http", routes, open: reason } as const satisfies HttpTrigger;
}

function queue(name: string, detailTypes: readonly string[]) {
  return { kind: "queue", queue: name, detailTypes, batchSize: 10, windowSeconds: 0, maxConcurrency: 10 } as const satisfies QueueTrigger;
}
