export type StageName = "dev" | "staging" | "prod" | "local";

/** What may differ from stage to stage; docs/stages.md explains each. */
export type StageSettings = {
  stage: StageName;
  /** Providers that the stage offers. */
  catalog: readonly string[];
  /** An OIDC issuer for sign-in; without one the stage gets a Cognito user pool. */
  identity?: { issuer: string; audience: string };
  claims: { workspace: string; role: string };
  /** Addresses of providers other than their public ones, by provider. */
  providerUrls: Readonly<Record<string, string>>;
  /** A domain of one's own in front, with its certificate in us-east-1. */
  domain?: { name: string; certificateArn: string };
  /** Who is told about alarms. */
  alarmEmail?: string;
  logDays: 14 | 30 | 365;
  /** Whether table, key, user pool and buckets outlive their stack. */
  keepData: boolean;
  throttle: { ratePerSecond: number; burst: number };
};

type Fixed = Omit<StageSettings, "stage">;

const shared = {
  catalog: ["stripe"],
  claims: { workspace: "custom:workspace_id", role: "custom:role" },
  providerUrls: {},
} as const;

const stages: Readonly<Record<StageName, Fixed>> = {
  dev: { ...shared, logDays: 14, keepData: false, throttle: { ratePerSecond: 100, burst: 200 } },
  staging: { ...shared, logDays: 30, keepData: true, throttle: { ratePerSecond: 100, burst: 200 } },
  prod: { ...shared, logDays: 365, keepData: true, throttle: { ratePerSecond: 1000, burst: 2000 } },
  local: {
    ...shared,
    identity: { issuer: "http://127.0.0.1:4000/_issuer", audience: "success-web" },
    logDays: 14,
    keepData: false,
    throttle: { ratePerSecond: 1000, burst: 2000 },
  },
};

/** Reads the stage (`-c stage=…`, else dev) and what the context overrides; throws on a stage that is not in the table. */
export function stageSettings(contextOf: (key: string) => unknown): StageSettings {
  const read = (key: string): string | undefined => textOf(contextOf(key));
  const stage = stageNamed(read("stage") ?? "dev");
  const fixed = stages[stage];
  const stripeUrl = read("stripeUrl");
  const alarmEmail = read("alarmEmail");
  return {
    ...fixed,
    stage,
    ...pair("issuer", "audience", read, (issuer, audience) => ({ identity: { issuer, audience } })),
    ...pair("domain", "certificateArn", read, (name, certificateArn) => ({ domain: { name, certificateArn } })),
    ...(alarmEmail === undefined ? {} : { alarmEmail }),
    providerUrls: stripeUrl === undefined ? fixed.providerUrls : { ...fixed.providerUrls, stripe: stripeUrl },
    claims: { workspace: read("workspaceClaim") ?? fixed.claims.workspace, role: read("roleClaim") ?? fixed.claims.role },
  };
}

/** Narrows a text to the name of a stage; throws with the names there are. */
export function stageNamed(name: string): StageName {
  if (isStage(name)) return name;
  throw new Error(`There is no stage "${name}". Stages: ${Object.keys(stages).join(", ")}.`);
}

function isStage(name: string): name is StageName {
  return Object.hasOwn(stages, name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

// Half an issuer or half a domain would deploy and then refuse everyone.
function pair<T>(
  first: string,
  second: string,
  read: (key: string) => string | undefined,
  make: (a: string, b: string) => T,
): T | undefined {
  const [a, b] = [read(first), read(second)];
  if (a !== undefined && b !== undefined) return make(a, b);
  if (a === undefined && b === undefined) return undefined;
  throw new Error(`Context "${first}" and "${second}" go together: "${a === undefined ? first : second}" is missing.`);
}
