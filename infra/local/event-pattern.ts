import { BlockList, isIP } from "node:net";
import { isObject, type Json } from "./json.ts";

export type Matcher = (event: Json) => boolean;
type Leaf = string | number | boolean | null;
type LeafTest = (leaves: readonly Leaf[]) => boolean;

/**
 * Compiles an EventBridge event pattern. All fields of a pattern must match and one entry of each field's list is enough; an array in
 * the event matches when one of its elements does. Throws, naming operator and field, for what AWS does not document.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function compilePattern(pattern: unknown, at = "pattern"): Matcher {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) throw new Error(`${at} must be an object with at least one field.`);
  const tests = Object.entries(pattern).map(([field, expected]) => compileField(field, expected, `${at}.${field}`));
  return (event) => tests.every((test) => test(event));
}

function compileField(field: string, expected: unknown, at: string): Matcher {
  if (field === "$or") {
    if (!Array.isArray(expected) || expected.length < 2) throw new Error(`${at} must be a list of at least two patterns.`);
    const matchers = expected.map((alternative) => compilePattern(alternative, at));
    return (event) => matchers.some((matches) => matches(event));
  }
  if (Array.isArray(expected)) {
    if (expected.length === 0) throw new Error(`${at} must not be an empty list.`);
    const tests = expected.map((entry) => compileEntry(entry, at));
    return (event) => tests.some((test) => test(leavesOf(event[field])));
  }
  const matches = compilePattern(expected, at);
  return (event) => objectsOf(event[field]).some(matches);
}

function leavesOf(value: unknown): Leaf[] {
  return Array.isArray(value) ? value.flatMap(leavesOf) : isLeaf(value) ? [value] : [];
}

// An absent object still matches a pattern whose fields may all be absent ("exists": false).
function objectsOf(value: unknown): Json[] {
  const objects = [value].flat(Number.POSITIVE_INFINITY).filter(isObject);
  return objects.length > 0 ? objects : [{}];
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function compileEntry(entry: unknown, at: string): LeafTest {
  if (isLeaf(entry)) return anyLeaf((leaf) => leaf === entry);
  const [operator, operand] = operatorOf(entry, at);
  return operators[operator]?.(operand, `${at}.${operator}`) ?? refuse(operator, at);
}

const operators: Readonly<Record<string, (operand: unknown, at: string) => LeafTest>> = {
  exists: (operand, at) => {
    if (typeof operand !== "boolean") throw new Error(`${at} must be true or false.`);
    return (leaves) => leaves.length > 0 === operand;
  },
  prefix: (operand, at) => affix(operand, at, (value, part) => value.startsWith(part)),
  suffix: (operand, at) => affix(operand, at, (value, part) => value.endsWith(part)),
  "equals-ignore-case": (operand, at) => affix({ "equals-ignore-case": operand }, at, (value, part) => value === part),
  wildcard,
  numeric,
  cidr,
  "anything-but": anythingBut,
};

function anyLeaf(test: (leaf: Leaf) => boolean): LeafTest {
  return (leaves) => leaves.some(test);
}

function anyText(test: (value: string) => boolean): LeafTest {
  return anyLeaf((leaf) => typeof leaf === "string" && test(leaf));
}

function affix(operand: unknown, at: string, holds: (value: string, part: string) => boolean): LeafTest {
  if (typeof operand === "string") return anyText((value) => holds(value, operand));
  const [operator, part] = operatorOf(operand, at);
  if (operator !== "equals-ignore-case") return refuse(operator, at);
  const wanted = textOf(part, at).toLowerCase();
  return anyText((value) => holds(value.toLowerCase(), wanted));
}

function wildcard(operand: unknown, at: string): LeafTest {
  const parts = textOf(operand, at).match(/\\[*\\]|./gs) ?? [];
  if (parts.some((part, index) => part === "*" && parts[index + 1] === "*")) throw new Error(`${at} has two stars in a row.`);
  const literal = (part: string) => (part.length > 1 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/, "\\$&");
  const expression = new RegExp(`^${parts.map((part) => (part === "*" ? ".*" : literal(part))).join("")}$`, "s");
  return anyText((value) => expression.test(value));
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function numeric(operand: unknown, at: string): LeafTest {
  const parts: unknown[] = Array.isArray(operand) ? operand : [];
  const tests = parts.flatMap((sign, index) => {
    if (index % 2 > 0) return [];
    const [compare, bound] = [comparisons[String(sign)], parts[index + 1]];
    if (!compare || typeof bound !== "number") throw new Error(`${at} has "${sign} ${bound}", which is no comparison with a number.`);
    return [(value: number) => compare(value, bound)];
  });
  if (tests.length === 0) throw new Error(`${at} must list comparisons and numbers.`);
  return anyLeaf((leaf) => typeof leaf === "number" && tests.every((test) => test(leaf)));
}

function cidr(operand: unknown, at: string): LeafTest {
  const [address = "", bits = ""] = textOf(operand, at).split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  const range = new BlockList();
  if (!isIP(address) || !/^\d+$/.test(bits)) throw new Error(`${at} must be an address range such as 10.0.0.0/24.`);
  range.addSubnet(address, Number(bits), family);
  return anyText((value) => isIP(value) === isIP(address) && range.check(value, family));
}

// A field must be there to be anything but something.
function anythingBut(operand: unknown, at: string): LeafTest {
  if (isObject(operand)) {
    const [operator, values] = operatorOf(operand, at);
    if (!["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(operator)) return refuse(operator, at);
    const tests = [values].flat().map((value) => compileEntry({ [operator]: value }, at));
    return anyLeaf((leaf) => !tests.some((test) => test([leaf])));
  }
  const refused = new Set([operand].flat());
  for (const value of refused) if (typeof value !== "number") textOf(value, at);
  return anyLeaf((leaf) => !refused.has(leaf));
}

function operatorOf(value: unknown, at: string): [operator: string, operand: unknown] {
  const [entry, ...others] = isObject(value) ? Object.entries(value) : [];
  if (!entry || others.length > 0) throw new Error(`${at} must hold values or one operator each.`);
  return entry;
}

function textOf(value: unknown, at: string): string {
  if (typeof value === "string") return value;
  throw new Error(`${at} must be a text.`);
}

function refuse(operator: string, at: string): never {
  throw new Error(`${at} uses "${operator}", which is no operator of event patterns there.`);
}
