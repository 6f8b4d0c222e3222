import * as z from "zod/mini";
import { defineEvent } from "./define-event.ts";

/** A provider's record now belongs to another account: its entries are to be moved from the holder `from` to its new one. */
export const aliasChanged = defineEvent("alias.changed", {
  source: "success.accounts",
  data: z.object({ provider: z.string(), recordId: z.string(), from: z.string(), to: z.string() }),
  sample: { provider: "stripe", recordId: "cus_sample", from: "~stripe:cus_sample", to: "hooli.example" },
});
