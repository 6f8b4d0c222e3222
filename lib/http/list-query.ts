import * as z from "zod/mini";

/** Rows a page: 1 to 200, 50 unless asked otherwise. Query parameters are text, so digits are read as a number. */
export const Limit = z._default(
  z.pipe(
    z.string().check(z.regex(/^\d{1,3}$/, "A whole number from 1 to 200")),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.int().check(z.gte(1), z.lte(200)),
    ),
  ),
  50,
);
