import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { keys } from "../store/keys.ts";
import { absent, type Table, type Write, workspaceTable } from "../store/table.ts";
import { type Instant, toMillis } from "../time/instant.ts";
import type { Caller } from "./caller.ts";
import { Failure, isFailure } from "./failure.ts";

const keptSeconds = 24 * 60 * 60;
const longestKey = 255;

const Remembered = z.object({ requestHash: z.string(), status: z.int(), body: z.string() });
type Remembered = z.infer<typeof Remembered>;

/** The request that an `Idempotency-Key` stands for. */
export type KeyedRequest = { key: string; route: string; body: string };

/**
 * Finds the answer a key was given before; the same key with another request is a conflict. The answer is remembered by `write`,
 * inside the transaction of the change itself, for 24 hours.
 */
export const idempotencyFor = (table: Table, caller: Caller, request: KeyedRequest) => {
  if (request.key.length > longestKey) throw new Failure("invalid_request", { detail: "Idempotency-Key has at most 255 characters" });
  const items = workspaceTable(table, caller.workspaceId);
  const key = keys.idempotency(caller.workspaceId, JSON.stringify([caller.sub, request.key]));
  const requestHash = createHash("sha256").update(`${request.route}\n${request.body}`).digest("hex");
  return {
    find: async (): Promise<Remembered | undefined> => {
      const remembered = await items.find(key, Remembered);
      if (remembered && remembered.requestHash !== requestHash) throw new Failure("idempotency_conflict");
      return remembered;
    },
    write: (status: number, body: string, now: Instant): Write => ({
      kind: "put",
      item: { ...key, requestHash, status, body, ttl: Math.floor(toMillis(now) / 1000) + keptSeconds },
      condition: absent,
    }),
  };
};

/**
 * Answers what the key was answered before, or else with `answer`. When that fails, the key is looked up once more: the same request may
 * have been sent twice at once, and then the answer that was remembered is the answer of both.
 */
export const answerOnce = async (keyed: Idempotency | undefined, answer: () => Promise<Answered>): Promise<Answered> => {
  const before = await keyed?.find();
  if (before) return before;
  try {
    return await answer();
  } catch (error) {
    const meanwhile = isFailure(error) ? await keyed?.find() : undefined;
    if (meanwhile) return meanwhile;
    throw error;
  }
};

type Answered = Pick<Remembered, "status" | "body">;
type Idempotency = ReturnType<typeof idempotencyFor>;
