import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import { type Engine, startEngine } from "#infra/engines/dynamodb-engine.ts";
import { createTables, tablesOf } from "#infra/engines/dynamodb-tables.ts";
import { type QueuesAndBuckets, startQueuesAndBuckets } from "#infra/engines/queues-and-buckets.ts";
import { createIssuer, type Issuer, type Person } from "#test/sandbox/issuer/issuer.ts";
import { JwtAuthorizer } from "./authorizer.ts";
import { json, serve } from "./http-server.ts";
import type { LambdaFunction } from "./lambda.ts";
import type { Outcome } from "./lambda-runner.ts";
import { deploySite, updateSite } from "./site-files.ts";
import { type Cloud, loadCloud } from "./template.ts";
import { type Wiring, wire } from "./wiring.ts";

export type LocalOptions = {
  /** Where the stage `local` was synthesised to. */
  templatesDir: string;
  /** Where tables, queues, keys and logs are kept. */
  stateDir: string;
  /** 0, the default, takes a free one; the templates' own address is replaced by the one that results. */
  port?: number;
  /** An engine that already runs, and what this cloud's tables are called there. */
  dynamodb?: { endpoint: string; prefix: string };
  /** Stands between functions and engines, by the names of the SDK's endpoint variables, for example to record calls. */
  between?: (endpoints: Record<string, string>) => Promise<{ endpoints: Record<string, string>; stop(): Promise<void> }>;
  retryDelaysMs?: number[];
  report?: (line: string) => void;
  /** Called with each part that is started. */
  step?: <T>(title: string, work: () => Promise<T>) => Promise<T>;
};
export type Local = {
  url: string;
  cloud(): Cloud;
  endpoints: Record<string, string>;
  queues: QueuesAndBuckets;
  issuer: { url: string; audience: string };
  /** The first table's name, the first key's id and the first bus's name. */
  table: string;
  key: string;
  bus: string;
  idToken(person: Person): Promise<string>;
  invoke(title: string, event: unknown): Promise<Outcome>;
  reload(title: string, folder: string): void;
  updateSite(folder: string): void;
  /**
   * Resolves when every message of a queue that has a consumer was worked on, or when for 20 seconds none was. What failed is not
   * waited for: it comes back minutes later.
   */
  drained(): Promise<void>;
  /** Reads the templates again and replaces everything that they wire; on an error the old wiring stays. */
  rewire(): Promise<void>;
  stop(): Promise<void>;
};

const stillMs = 20_000;

/** Runs the synthesised templates on this machine. Rejects with one readable line when a part can't start; then nothing is left running. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const engines = await startEngines(options, stops);
    return { ...(await connectAll(options, engines, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

// What keeps running while the wiring is replaced. Until there is a wiring, both doors answer 503.
async function startEngines(options: LocalOptions, stops: (() => Promise<void>)[]) {
  const { stateDir, step = (_, work) => work() } = options;
  mkdirSync(join(stateDir, "logs"), { recursive: true });
  const doors: { wiring?: Wiring; issuer?: Issuer } = {};
  const notYet = async () => json(503, { message: "Service Unavailable" });
  const front = await serve(options.port ?? 0, (request) => {
    if (doors.issuer && request.path.startsWith("/_issuer/")) return doors.issuer.handle(request);
    return (doors.wiring?.edge ?? notYet)(request);
  });
  stops.push(front.stop);
  const services = await serve(0, (request) => (doors.wiring?.aws ?? notYet)(request));
  stops.push(services.stop);
  const engine = await step("table engine", () => startEngineOf(options));
  stops.push(engine.stop);
  const queues = await step("queues and buckets", () => startQueuesAndBuckets(join(stateDir, "queues")));
  stops.push(queues.stop);
  const endpoints = {
    DYNAMODB: engine.endpoint,
    SQS: queues.endpoint,
    S3: queues.endpoint,
    EVENTBRIDGE: services.origin,
    KMS: services.origin,
  };
  return { doors, front, queues, endpoints };
}

async function connectAll(options: LocalOptions, engines: Awaited<ReturnType<typeof startEngines>>, stops: (() => Promise<void>)[]) {
  const { templatesDir, stateDir, dynamodb, report = console.log, step = (_, work) => work(), retryDelaysMs } = options;
  const { doors, front, queues, endpoints } = engines;
  const load = () => loadCloud(templatesDir, { prefix: dynamodb?.prefix, queueEndpoint: queues.endpoint, origin: front.origin });
  const between = await options.between?.(endpoints);
  if (between) stops.push(between.stop);
  let cloud = load();
  const identity = identityOf(cloud, front.origin);
  const issuer = await createIssuer({ ...identity, keyFile: join(stateDir, "issuer.json") });
  doors.issuer = issuer;

  async function connect(next: Cloud): Promise<void> {
    await createTables(endpoints.DYNAMODB, next);
    queues.create(next);
    deploySite(next, queues.buckets);
    const previous = doors.wiring;
    doors.wiring = wire(next, { queues, endpoints: between?.endpoints ?? endpoints, stateDir, report, retryDelaysMs });
    cloud = next;
    await previous?.stop();
  }
  await step("tables, functions and routes", () => connect(cloud));
  stops.push(async () => doors.wiring?.stop(), front.stop); // the front first, so that nothing new begins

  const functionCalled = (title: string): LambdaFunction => {
    const found = doors.wiring?.functions.find(({ settings }) => settings.title === title);
    if (!found) throw new Error(`There is no function ${title}.`);
    return found;
  };
  return {
    url: front.origin,
    cloud: () => cloud,
    endpoints,
    queues,
    issuer: identity,
    table: tablesOf(cloud)[0]?.name ?? "",
    key: cloud.of("AWS::KMS::Key", z.object({}))[0]?.ref ?? "",
    bus: cloud.of("AWS::Events::EventBus", z.object({}))[0]?.name ?? "",
    idToken: issuer.idToken,
    invoke: (title: string, event: unknown) => functionCalled(title).invoke(event),
    reload: (title: string, folder: string) => functionCalled(title).reload(folder),
    updateSite: (folder: string) => updateSite(cloud, queues.buckets, folder),
    drained: async () => {
      const last = await whenDrained(() => doors.wiring?.messages() ?? { open: 0, failed: 0 });
      if (last.open > 0) options.report?.("Some events are still on their way; the page fills as they arrive.");
      if (last.failed > 0) options.report?.(`Events that failed and will be tried again: ${last.failed}. The logs say why.`);
    },
    rewire: () => connect(load()),
  };
}

async function whenDrained(count: Wiring["messages"]): Promise<ReturnType<Wiring["messages"]>> {
  let [least, since] = [Number.POSITIVE_INFINITY, Date.now()];
  for (;;) {
    const now = count();
    if (now.open === 0 || Date.now() - since > stillMs) return now;
    if (now.open < least) [least, since] = [now.open, Date.now()];
    await pause(50);
  }
}

function startEngineOf({ dynamodb, stateDir }: LocalOptions): Promise<Engine> {
  if (!dynamodb) return startEngine({ dataDir: join(stateDir, "dynamodb") });
  return Promise.resolve({ endpoint: dynamodb.endpoint, name: "given", stop: async () => {} });
}

// The first JWT authorizer says who signs people in. When that is another machine's issuer, the local one is there and trusted by nobody.
function identityOf(cloud: Cloud, origin: string): Local["issuer"] {
  const [authorizer] = cloud.of("AWS::ApiGatewayV2::Authorizer", JwtAuthorizer);
  const { Issuer = `${origin}/_issuer`, Audience = [] } = authorizer?.properties.JwtConfiguration ?? {};
  return { url: Issuer, audience: Audience[0] ?? "" };
}
