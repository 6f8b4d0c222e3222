export type Item = Readonly<Record<string, unknown>>;

/** A write of one item. `before` and `after` are the same for a condition check and for a write whose condition did not hold. */
export type ItemWrite = { before: Item | undefined; after: Item | undefined; transactional: boolean };

/** A secondary index: its key attributes, and what it holds of an item beside the keys. */
export type TableIndex = { name: string; keys: readonly string[]; projection: "all" | readonly string[] };

/** Write units of the table itself and of its indexes. */
export type WriteUnits = { table: number; indexes: number };

const unitBytes = 1024;
const transactionFactor = 2;
const baseKeys = ["pk", "sk"];

/**
 * Counts what a write costs by the rules that AWS documents: the larger of the item before and after, a unit for each KB begun, at least
 * one, twice that in a transaction. An index is written for nothing if its entry stays equal, once if the entry appears, changes or
 * goes, and twice (delete and put) if its key changes; DynamoDB updates indexes after the transaction, so they don't count twice.
 */
export function writeUnits({ before, after, transactional }: ItemWrite, indexes: readonly TableIndex[]): WriteUnits {
  const larger = Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0);
  return {
    table: unitsOf(larger) * (transactional ? transactionFactor : 1),
    indexes: indexes.reduce((sum, index) => sum + indexUnits(index, before, after), 0),
  };
}

/**
 * Measures an item as DynamoDB does: names and texts by their UTF-8 bytes, a number by its significant digits, lists and maps three bytes
 * and one for each element. Takes what the document client takes; throws for anything that it does not store.
 */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => (value === undefined ? sum : sum + nameBytes(name) + valueBytes(value)), 0);
}

function indexUnits(index: TableIndex, before: Item | undefined, after: Item | undefined): number {
  const [old, next] = [entryOf(index, before), entryOf(index, after)];
  if (!old || !next) return old || next ? unitsOf(itemBytes(old ?? next ?? {})) : 0;
  if (index.keys.some((key) => old[key] !== next[key])) return unitsOf(itemBytes(old)) + unitsOf(itemBytes(next));
  return canonical(old) === canonical(next) ? 0 : unitsOf(Math.max(itemBytes(old), itemBytes(next)));
}

/** What the index holds of an item; nothing when the item lacks a key of the index. */
function entryOf({ keys, projection }: TableIndex, item: Item | undefined): Item | undefined {
  if (!item || keys.some((key) => item[key] === undefined)) return undefined;
  if (projection === "all") return item;
  const held = new Set([...baseKeys, ...keys, ...projection]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => held.has(name)));
}

const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / unitBytes));

const nameBytes = (name: string): number => Buffer.byteLength(name);

function valueBytes(value: unknown): number {
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return Math.ceil(significantDigits(value) / 2) + 1;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + valueBytes(each) + 1, 3);
  if (typeof value !== "object") throw new TypeError(`DynamoDB stores no ${typeof value}`);
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return members.reduce((sum, [name, each]) => sum + nameBytes(name) + valueBytes(each) + 1, 3);
}

function significantDigits(value: number): number {
  const [mantissa = ""] = String(Math.abs(value)).split("e");
  return mantissa.replace(".", "").replace(/^0+/, "").replace(/0+$/, "").length;
}

/** Text that is equal for equal values, whatever the order of their members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
