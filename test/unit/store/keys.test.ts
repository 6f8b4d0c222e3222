import fc from "fast-check";
import { expect, test } from "vitest";
import { guardFor } from "#lib/store/guard.ts";
import { component, duePartitionOf, duePartitions, keys, readComponent, workspacePartition } from "#lib/store/keys.ts";
import { descending, sortText, sortValue } from "#lib/store/sort-values.ts";
import { toWorkspaceId } from "#lib/store/workspace-id.ts";

const id = () => fc.string({ minLength: 1, maxLength: 60 });

test("a component never holds a separator and reads back as it was", () => {
  fc.assert(
    fc.property(id(), (text) => {
      expect(component(text)).not.toContain("#");
      if (!component(text).startsWith("~sha256-")) expect(readComponent(component(text))).toBe(text);
    }),
  );
});

test("a component over 200 bytes is hashed, and different texts stay different", () => {
  const long = "ä".repeat(150);
  expect(component(long)).toMatch(/^~sha256-[0-9a-f]{64}$/);
  expect(component(long)).not.toBe(component(`${long}b`));
});

test("no id of one workspace can reach a key of another", () => {
  fc.assert(
    fc.property(id(), id(), id(), (a, b, record) => {
      fc.pre(a !== b);
      const foreign = guardFor(toWorkspaceId(a));
      const own = guardFor(toWorkspaceId(b));
      for (const key of [
        keys.head(toWorkspaceId(b)),
        keys.account(toWorkspaceId(b), record),
        keys.row(toWorkspaceId(b), "contracts", record),
      ]) {
        expect(() => foreign.checkKey(key)).toThrow("foreign key refused");
        expect(() => own.checkKey(key)).not.toThrow();
      }
    }),
  );
});

test("the guard refuses foreign index attributes and system keys too", () => {
  const { checkItem, checkPartition, checkKey, checkWebhookAddress } = guardFor(toWorkspaceId("acme"));
  expect(() => checkItem({ pk: "WS#acme#ROW#contracts", lp: "WS#other#contracts" })).toThrow("foreign key refused");
  expect(() => checkItem({ pk: "WS#acme", due: "WS#acme" })).toThrow("foreign key refused");
  expect(() => checkItem({})).toThrow("foreign key refused");
  expect(() => checkPartition("DUE#outbox#1")).toThrow("foreign key refused");
  expect(() => checkKey(keys.webhook("conn_1"))).toThrow("foreign key refused");
  expect(() => checkPartition("WS#acme2")).toThrow("foreign key refused");
  expect(() => checkWebhookAddress({ ...keys.webhook("conn_1"), workspaceId: "other" })).toThrow("foreign key refused");
  expect(() => checkWebhookAddress({ ...keys.webhook("conn_1"), workspaceId: "acme" })).not.toThrow();
});

test("the head is its workspace's own partition", () =>
  expect(keys.head(toWorkspaceId("acme")).pk).toBe(workspacePartition(toWorkspaceId("acme"))));

test("every due key lands in one of the partitions the dispatcher reads", () => {
  fc.assert(fc.property(id(), id(), (pk, sk) => duePartitions("ledger").includes(duePartitionOf("ledger", { pk, sk }))));
});

test("descending numbers sort largest first as text", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (a, b) => {
      expect(descending(a) < descending(b)).toBe(a > b);
    }),
  );
});

test("sort values are of fixed width before the id, folded, and unique by id", () => {
  expect(sortText("Ünïcode GmbH")).toBe("unicode gmbh".padEnd(40));
  expect(sortValue("stripe:sub_1", "2026-12-01")).toBe("2026-12-01#stripe:sub_1");
  fc.assert(fc.property(fc.string(), (text) => sortText(text).length >= 40 && !sortText(text).includes("#")));
});
