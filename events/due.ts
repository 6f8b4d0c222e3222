import * as z from "zod/mini";
import { defineEvent } from "./define-event.ts";

const due = z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() });
const sample = { pk: "WS#acme#A#hooli.example", sk: "S#E#stripe#sub_sample", dueAt: "2026-11-24T00:00:00.000Z" };

/** An outbox entry was not published within a minute of its transaction. */
export const outboxEntryDue = defineEvent("outbox.entry.due", { source: "success.schedule", data: due, sample });

/** The moment has come at which time alone may change a ledger entry (`nextChangeAt`). */
export const ledgerEntryDue = defineEvent("ledger.entry.due", { source: "success.schedule", data: due, sample });
