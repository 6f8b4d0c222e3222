import * as z from "zod/mini";

export { exponentOf, sumByCurrency } from "./amounts.ts";

/** An ISO 4217 code in lower case, as the API writes it. */
export const Currency = z.string().check(z.regex(/^[a-z]{3}$/));

/** An amount in integer minor units of its currency. Amounts of different currencies are never added. */
export const Money = z.object({ amount: z.int(), currency: Currency });
export type Money = z.infer<typeof Money>;
