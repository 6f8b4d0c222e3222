import fc from "fast-check";
import { expect, test } from "vitest";
import { type Item, itemBytes, type TableIndex, writeUnits } from "../../../bench/write-units.ts";

const list: TableIndex = { name: "List", keys: ["lp", "s1"], projection: "all" };
const due: TableIndex = { name: "Due", keys: ["due", "dueAt"], projection: [] };
const audit: TableIndex = { name: "Audit", keys: ["ap", "at"], projection: ["actor"] };
const key = { pk: "p", sk: "s" };
const listed = { ...key, lp: "list", s1: "1" };
const sized = (bytes: number, item: Item = key): Item => ({ ...item, x: "y".repeat(bytes - itemBytes(item) - 1) });

test.each<[string, Item, number]>([
  ["a text by its UTF-8 bytes", { ab: "cé" }, 2 + 3],
  ["a boolean and a null as one byte each", { a: true, b: null }, 2 + 2],
  ["a number by pairs of its significant digits and one byte", { n: 12_345 }, 1 + 3 + 1],
  ["leading and trailing zeroes of a number as nothing", { a: 120_000, b: 0.0012 }, 1 + 2 + 1 + 2],
  ["zero as one byte", { n: 0 }, 1 + 1],
  ["an empty list and an empty map as three bytes", { l: [], m: {} }, 1 + 3 + 1 + 3],
  ["each element of a list with a byte of its own", { l: ["ab", "c"] }, 1 + 3 + (2 + 1) + (1 + 1)],
  ["each member of a map with its name and a byte", { m: { ab: "c" } }, 1 + 3 + (2 + 1 + 1)],
  ["an undefined attribute as nothing", { a: undefined }, 0],
])("an item's size counts %s", (_rule, item, bytes) => {
  expect(itemBytes(item)).toBe(bytes);
});

test.each<[string, Item | undefined, Item | undefined, number]>([
  ["a new item up to 1 KB is one unit", undefined, sized(1024), 1],
  ["one byte more is another unit", undefined, sized(1025), 2],
  ["an item that shrinks costs its old size", sized(3000), sized(100), 3],
  ["an item that grows costs its new size", sized(100), sized(3000), 3],
  ["an item that goes costs its size", sized(1500), undefined, 2],
  ["the check of an item that is not there is one unit", undefined, undefined, 1],
])("%s, and twice that in a transaction", (_rule, before, after, units) => {
  expect(writeUnits({ before, after, transactional: false }, [])).toEqual({ table: units, indexes: 0 });
  expect(writeUnits({ before, after, transactional: true }, [])).toEqual({ table: 2 * units, indexes: 0 });
});

test.each<[string, TableIndex, Item | undefined, Item | undefined, number]>([
  ["an item without the index's keys is not in it", list, key, { ...key, a: 1 }, 0],
  ["an item with half of the keys is not in it", list, undefined, { ...key, lp: "list" }, 0],
  ["an entry that appears is one write", list, undefined, listed, 1],
  ["an entry that appears on an item that was there is one write", list, key, listed, 1],
  ["an entry that goes is one write", list, listed, undefined, 1],
  ["an entry whose item loses the keys is one write", list, listed, key, 1],
  ["an entry that stays equal is none", list, { ...listed, m: { a: 1, b: 2 } }, { ...listed, m: { b: 2, a: 1 } }, 0],
  ["a changed attribute that is projected is one write", list, { ...listed, a: 1 }, { ...listed, a: 2 }, 1],
  ["a changed attribute that is not projected is none", audit, { ...key, ap: "a", at: "1", x: 1 }, { ...key, ap: "a", at: "1", x: 2 }, 0],
  [
    "a changed attribute that is included is one write",
    audit,
    { ...key, ap: "a", at: "1", actor: 1 },
    { ...key, ap: "a", at: "1", actor: 2 },
    1,
  ],
  ["a changed key is two writes", list, listed, { ...listed, s1: "2" }, 2],
  ["an entry costs its size", list, undefined, sized(2100, listed), 3],
  ["a changed key costs both sizes", list, sized(2100, listed), sized(900, { ...listed, s1: "2" }), 3 + 1],
  ["an index of keys alone costs the keys alone", due, undefined, sized(5000, { ...key, due: "d", dueAt: "1" }), 1],
])("%s", (_rule, index, before, after, units) => {
  expect(writeUnits({ before, after, transactional: false }, [index]).indexes).toBe(units);
  expect(writeUnits({ before, after, transactional: true }, [index]).indexes).toBe(units);
});

test("indexes add up", () => {
  const row = { ...listed, due: "d", dueAt: "1" };
  expect(writeUnits({ before: undefined, after: row, transactional: true }, [list, due, audit])).toEqual({ table: 2, indexes: 2 });
});

test("a write that changes nothing costs the table and no index, whatever the item", () => {
  const item = fc.record({ pk: fc.string(), sk: fc.string(), lp: fc.string(), s1: fc.string(), x: fc.jsonValue() });
  fc.assert(
    fc.property(item, (same) => {
      const { table, indexes } = writeUnits({ before: same, after: structuredClone(same), transactional: false }, [list]);
      expect(table).toBe(Math.max(1, Math.ceil(itemBytes(same) / 1024)));
      expect(indexes).toBe(0);
    }),
  );
});

test("what DynamoDB does not store is refused", () => {
  expect(() => itemBytes({ f: () => 1 })).toThrow("DynamoDB stores no function");
});
