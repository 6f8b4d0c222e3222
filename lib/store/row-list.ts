import * as z from "zod/mini";
import { readCursor, writeCursor } from "./cursor.ts";
import { type Key, readComponent } from "./keys.ts";
import { type IndexName, indexKeys, type Table, workspaceTable } from "./table.ts";
import type { WorkspaceId } from "./workspace-id.ts";

const queriesPerPage = 4;

/** One page asked of an index of rows. `keep` is a filter that no index backs; `query` is everything the cursor is bound to. */
export type RowPage<Row> = {
  index: IndexName;
  partition: string;
  backwards: boolean;
  limit: number;
  cursor: string | undefined;
  query: unknown;
  baseKey: (id: string) => Key;
  keep?: ((row: Row) => boolean) | undefined;
};

/**
 * Reads a page of rows from one index: one Query, or up to four while a filter that no index backs leaves the page short. The page
 * may then be shorter than `limit` and still go on. Visits each row once.
 */
export const readRowPage = async <Schema extends z.core.$ZodType<{ id: string }>>(
  table: Table,
  workspace: WorkspaceId,
  schema: Schema,
  page: RowPage<z.output<Schema>>,
): Promise<{ items: z.output<Schema>[]; nextCursor: string | null }> => {
  const items = workspaceTable(table, workspace);
  const sortName = indexKeys[page.index][1];
  const positioned = z.looseObject({ [sortName]: z.string() });
  let position = page.cursor === undefined ? undefined : readCursor(page.cursor, page.query);
  const kept: { row: z.output<Schema>; position: string }[] = [];
  for (let queries = 0; queries < (page.keep ? queriesPerPage : 1); queries++) {
    const startKey = position === undefined ? undefined : startKeyAt(page, position);
    const found = await items.query({ ...page, startKey, limit: page.limit + 1 }, positioned);
    for (const item of found.items) {
      const row = z.parse(schema, item);
      position = String(item[sortName]);
      if (!page.keep || page.keep(row)) kept.push({ row, position });
    }
    if (!found.more || kept.length > page.limit) return cut(kept, page, found.more ? position : undefined);
  }
  return cut(kept, page, position);
};

const cut = <Row>(kept: { row: Row; position: string }[], page: { limit: number; query: unknown }, goesOnAt: string | undefined) => {
  const shown = kept.slice(0, page.limit);
  const at = kept.length > page.limit ? shown.at(-1)?.position : goesOnAt;
  return { items: shown.map(({ row }) => row), nextCursor: at === undefined ? null : writeCursor(at, page.query) };
};

/** The start key of a position: sort values end in the row's id, so the base key follows from them. */
const startKeyAt = <Row>(page: RowPage<Row>, position: string): Record<string, string> => {
  const [partitionName, sortName] = indexKeys[page.index];
  const id = readComponent(position.slice(position.lastIndexOf("#") + 1));
  return { ...page.baseKey(id), [partitionName]: page.partition, [sortName]: position };
};
