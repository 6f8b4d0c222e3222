import * as z from "zod/mini";
import { defineEvent } from "./define-event.ts";

const side = z.nullable(z.object({ status: z.string(), mrr: z.nullable(z.object({ amount: z.int(), currency: z.string() })) }));

/** A ledger entry was created or replaced. `from` is null for a new entry; `domain` is null while the record is unlinked. */
export const ledgerEntryChanged = defineEvent("ledger.entry.changed", {
  source: "success.ledger",
  data: z.object({ entryId: z.string(), domain: z.nullable(z.string()), from: side, to: side }),
  sample: {
    entryId: "stripe:sub_sample",
    domain: "hooli.example",
    from: { status: "trialing", mrr: { amount: 0, currency: "usd" } },
    to: { status: "active", mrr: { amount: 4900, currency: "usd" } },
  },
});
