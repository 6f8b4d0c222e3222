import { expect, test } from "vitest";
import { compilePattern } from "#infra/local/event-pattern.ts";
import { periodMs } from "#infra/local/schedule.ts";

const event = {
  source: "success.webhooks",
  "detail-type": "stripe.event.received",
  time: "2026-11-24T15:00:00Z",
  detail: {
    state: "running",
    count: 10,
    ratio: 300,
    paid: true,
    nothing: null,
    empty: "",
    ip: "10.0.0.17",
    ip6: "2001:db8::17",
    file: "dir/picture.png",
    star: "a*b",
    tags: ["red", "green"],
    lines: [
      { product: "a", seats: 1 },
      { product: "b", seats: 2 },
    ],
    deep: { inner: { value: "x" } },
  },
};

const matching: [string, unknown][] = [
  ["exact", { source: ["success.webhooks"] }],
  ["one of several", { source: ["other", "success.webhooks"] }],
  ["all fields", { source: ["success.webhooks"], "detail-type": ["stripe.event.received"] }],
  ["a number, however it is written", { detail: { ratio: [3.0e2] } }],
  ["true", { detail: { paid: [true] } }],
  ["null", { detail: { nothing: [null] } }],
  ["empty text", { detail: { empty: [""] } }],
  ["prefix", { source: [{ prefix: "success." }] }],
  ["prefix, ignoring case", { source: [{ prefix: { "equals-ignore-case": "SUCCESS." } }] }],
  ["suffix", { detail: { file: [{ suffix: ".png" }] } }],
  ["suffix, ignoring case", { detail: { file: [{ suffix: { "equals-ignore-case": ".PNG" } }] } }],
  ["equals-ignore-case", { detail: { state: [{ "equals-ignore-case": "RUNNING" }] } }],
  ["wildcard", { detail: { file: [{ wildcard: "dir/*.png" }] } }],
  ["several wildcards", { detail: { file: [{ wildcard: "*/p*c*.png" }] } }],
  ["an escaped star", { detail: { star: [{ wildcard: "a\\*b" }] } }],
  ["anything-but a text", { detail: { state: [{ "anything-but": "stopped" }] } }],
  ["anything-but a list", { detail: { state: [{ "anything-but": ["stopped", "gone"] }] } }],
  ["anything-but numbers", { detail: { count: [{ "anything-but": [1, 2] }] } }],
  ["anything-but a prefix", { detail: { state: [{ "anything-but": { prefix: "stop" } }] } }],
  ["anything-but several prefixes", { detail: { state: [{ "anything-but": { prefix: ["stop", "go"] } }] } }],
  ["anything-but a suffix", { detail: { file: [{ "anything-but": { suffix: ".gif" } }] } }],
  ["anything-but, ignoring case", { detail: { state: [{ "anything-but": { "equals-ignore-case": ["STOPPED", "GONE"] } }] } }],
  ["anything-but a wildcard", { detail: { file: [{ "anything-but": { wildcard: "*/lib/*" } }] } }],
  ["numeric =", { detail: { count: [{ numeric: ["=", 10] }] } }],
  ["a numeric range", { detail: { count: [{ numeric: [">", 5, "<=", 10] }] } }],
  ["exists", { detail: { state: [{ exists: true }] } }],
  ["null exists", { detail: { nothing: [{ exists: true }] } }],
  ["exists: false of a missing field", { detail: { missing: [{ exists: false }] } }],
  ["exists: false below a missing object", { detail: { missing: { inner: [{ exists: false }] } } }],
  ["exists: false of an object, as leaves alone exist", { detail: { deep: [{ exists: false }] } }],
  ["cidr", { detail: { ip: [{ cidr: "10.0.0.0/24" }] } }],
  ["cidr of IPv6", { detail: { ip6: [{ cidr: "2001:db8::/32" }] } }],
  ["an element of an array", { detail: { tags: ["green"] } }],
  ["anything-but, by one element", { detail: { tags: [{ "anything-but": "red" }] } }],
  ["fields of one element", { detail: { lines: { product: ["b"], seats: [2] } } }],
  ["nested fields", { detail: { deep: { inner: { value: ["x"] } } } }],
  ["$or", { detail: { $or: [{ state: ["stopped"] }, { count: [{ numeric: ["<", 11] }] }] } }],
  ["$or beside a field", { source: ["success.webhooks"], $or: [{ "detail-type": ["x"] }, { time: [{ prefix: "2026" }] }] }],
];

const other: [string, unknown][] = [
  ["another text", { source: ["success"] }],
  ["one field of two", { source: ["success.webhooks"], "detail-type": ["other"] }],
  ["a number for a text", { detail: { count: ["10"] } }],
  ["a missing field", { detail: { missing: ["x"] } }],
  ["null for a missing field", { detail: { missing: [null] } }],
  ["prefix of a number", { detail: { count: [{ prefix: "1" }] } }],
  ["prefix in another case", { source: [{ prefix: "Success." }] }],
  ["suffix", { detail: { file: [{ suffix: ".PNG" }] } }],
  ["wildcard, from the beginning", { detail: { file: [{ wildcard: "*.pn" }] } }],
  ["a star that is none", { detail: { state: [{ wildcard: "run\\*" }] } }],
  ["a dot is a dot", { detail: { file: [{ wildcard: "dir?picture.png" }] } }],
  ["anything-but itself", { detail: { state: [{ "anything-but": "running" }] } }],
  ["anything-but of a missing field", { detail: { missing: [{ "anything-but": "x" }] } }],
  ["anything-but its prefix", { detail: { state: [{ "anything-but": { prefix: ["go", "run"] } }] } }],
  ["anything-but its wildcard", { detail: { file: [{ "anything-but": { wildcard: "dir/*" } }] } }],
  ["a numeric bound", { detail: { count: [{ numeric: [">", 10] }] } }],
  ["numeric of a text", { detail: { state: [{ numeric: [">", 0] }] } }],
  ["exists: true of a missing field", { detail: { missing: [{ exists: true }] } }],
  ["exists: false", { detail: { state: [{ exists: false }] } }],
  ["cidr outside", { detail: { ip: [{ cidr: "10.0.1.0/24" }] } }],
  ["cidr of a text", { detail: { state: [{ cidr: "10.0.0.0/24" }] } }],
  ["fields of two elements", { detail: { lines: { product: ["a"], seats: [2] } } }],
  ["$or of neither", { $or: [{ source: ["x"] }, { source: ["y"] }] }],
];

test.each(matching)("%s matches", (_, pattern) => {
  expect(compilePattern(pattern)(event)).toBe(true);
});

test.each(other)("%s does not match", (_, pattern) => {
  expect(compilePattern(pattern)(event)).toBe(false);
});

test.each([
  [{ detail: { state: [{ matches: "x" }] } }, 'pattern.detail.state uses "matches", which is no operator'],
  [{ detail: { state: [{ prefix: { suffix: "x" } }] } }, 'pattern.detail.state.prefix uses "suffix"'],
  [{ detail: { state: [{ "anything-but": { cidr: "x" } }] } }, 'anything-but uses "cidr"'],
  [{ detail: { state: [{ prefix: "a", suffix: "b" }] } }, "values or one operator each"],
  [{ detail: { state: "running" } }, "must be an object"],
  [{ detail: { state: [] } }, "must not be an empty list"],
  [{ detail: { state: [{ wildcard: "a**" }] } }, "two stars in a row"],
  [{ detail: { count: [{ numeric: ["~", 1] }] } }, "no comparison"],
  [{ detail: { ip: [{ cidr: "10.0.0.0" }] } }, "must be an address range"],
  [{ $or: [{ source: ["x"] }] }, "at least two patterns"],
  [{}, "at least one field"],
])("%j is refused by name", (pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(message);
});

test("a rate is read as milliseconds, and what no template uses is refused by name", () => {
  expect([periodMs("rate(1 minute)"), periodMs("rate(5 minutes)"), periodMs("rate(2 hours)"), periodMs("rate(1 day)")]).toEqual([
    60_000, 300_000, 7_200_000, 86_400_000,
  ]);
  for (const expression of ["cron(0 3 * * ? *)", "rate(0 minutes)", "rate(90 days)", "at(2026-01-01T00:00:00)"]) {
    expect(() => periodMs(expression)).toThrow(expression);
  }
});
