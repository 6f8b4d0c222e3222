import { expect, test } from "vitest";
import * as z from "zod/mini";
import * as contracts from "#events/index.ts";

const declared = Object.values(contracts).filter(
  (each) => typeof each === "object" && each !== null && "sample" in each,
) as contracts.EventContract[]; // safe: only contracts have a sample

test.each(declared.map((contract) => [contract.type, contract] as const))(
  "%s: its sample is valid, its name is past tense with dots",
  (type, contract) => {
    const detail = { id: "1", workspaceId: "acme", occurredAt: "2026-11-24T00:00:00.000Z", correlationId: "1", data: contract.sample };
    expect(z.safeParse(contract.detail, { ...detail, added: "later" }).success).toBe(true);
    expect(type).toMatch(/^[a-z]+(\.[a-z_]+)+$/);
    expect(contract.source).toMatch(/^success\.[a-z]+$/);
  },
);

test("every detail-type is declared once", () => expect(new Set(declared.map((contract) => contract.type)).size).toBe(declared.length));
