/** A source file and the files or packages it imports at run time. */
export type Graph = ReadonlyMap<string, readonly string[]>;

const domains = ["accounts", "connections", "ledger", "money", "sections", "setup", "time", "workspaces"];
const domainMayImport = [
  ...domains.map((domain) => `lib/${domain}/`),
  "events/",
  "lib/http/define-endpoint.ts",
  "lib/http/endpoint.ts",
  "lib/http/failure.ts",
  "lib/http/list-query.ts",
  "zod",
  "tldts",
];

/** Where each folder may import from; the first prefix that fits a file decides. Packages are named, Node's modules as `node:…`. */
const directions: readonly { from: string; may: readonly string[] }[] = [
  { from: "events/", may: ["events/", "zod"] },
  ...domains.map((domain) => ({ from: `lib/${domain}/`, may: domainMayImport })),
  { from: "lib/", may: ["lib/", "events/", "zod", "tldts", "stripe", "@aws-sdk/", "@aws-lambda-powertools/", "@middy/", "node:"] },
  { from: "functions/", may: ["lib/", "events/", "@aws-sdk/", "docs/reference/openapi.json"] },
];

/** Every import that goes the wrong way, as `file → import`. An empty list means the architecture holds. */
export const findViolations = (graph: Graph): string[] =>
  [...graph].flatMap(([file, imports]) => {
    const rule = directions.find(({ from }) => file.startsWith(from));
    if (!rule) return [];
    return imports.filter((target) => !rule.may.some((prefix) => target.startsWith(prefix))).map((target) => `${file} → ${target}`);
  });

/** What a function may load at its start, in KB of 1024 bytes (docs/decisions/0004). */
export const startBudgetKb = (key: string): number => {
  if (key === "webhooks/stripe") return 600;
  if (key.startsWith("webhooks/")) return 280;
  if (key.startsWith("project/") || key.startsWith("sync/")) return 700;
  return 340;
};
