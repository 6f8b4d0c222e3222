/** Reads a query string as flat text: `?status=active&row=stripe:sub_1`. Of a name that occurs twice the last one counts. */
export const parseSearch = (query: string): Record<string, string> => Object.fromEntries(new URLSearchParams(query));

/** Writes search parameters as a query string; what is not text is left out. */
export const stringifySearch = (search: Record<string, unknown>): string => {
  const texts = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const query = new URLSearchParams(texts).toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  return query === "" ? "" : `?${query}`;
};

/** One of the given words, or nothing. */
export const oneOf = <T extends string>(value: unknown, words: readonly T[]): T | undefined => words.find((word) => word === value);

/** A text that is not empty and not endless, or nothing. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" && value.length <= 512 ? value : undefined;

/** Leaves out what is undefined, so that it never stands in the address. */
export const present = <T extends Record<string, unknown>>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }; // safe: only undefined values are gone
