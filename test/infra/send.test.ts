import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { aliasChanged, stripeEventReceived } from "#events/index.ts";
import { eventToSend } from "#infra/commands/send.ts";

const folder = mkdtempSync(join(tmpdir(), "success-send-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test("without a file the contract's sample is sent, under an id of its own each time", () => {
  const event = eventToSend(["stripe.event.received"]);
  expect(event).toMatchObject({
    type: "stripe.event.received",
    source: "success.webhooks",
    detail: { workspaceId: "acme", data: stripeEventReceived.sample },
  });
  expect(eventToSend(["stripe.event.received"]).detail.id).not.toBe(event.detail.id);
});

test("a file holds the data, and a workspace may be named", () => {
  const data = { ...aliasChanged.sample, to: "initech.example" };
  const event = eventToSend(["alias.changed", file("data.json", JSON.stringify(data)), "--workspace", "blank"]);
  expect(event.detail).toMatchObject({ workspaceId: "blank", data });
});

test("an unknown detail-type is refused with those that there are", () => {
  const known = /alias\.changed, ledger\.entry\.changed, ledger\.entry\.due, outbox\.entry\.due, stripe\.event\.received\.$/;
  expect(() => eventToSend(["toString"])).toThrow(/^There is no event toString\. There are: /);
  expect(() => eventToSend(["invoice.paid"])).toThrow(known);
  expect(() => eventToSend([])).toThrow(known);
});

test("data that the schema refuses is named field by field, and so is a file that is no JSON", () => {
  const wrong = file("wrong.json", JSON.stringify({ ...aliasChanged.sample, to: 1 }));
  expect(() => eventToSend(["alias.changed", wrong])).toThrow(`${wrong} is no alias.changed: data.to: Invalid input: expected string`);
  const broken = file("broken.json", "{");
  expect(() => eventToSend(["alias.changed", broken])).toThrow(`${broken} is no JSON.`);
  expect(() => eventToSend(["alias.changed", "--workspace", ""])).toThrow("workspaceId");
});
