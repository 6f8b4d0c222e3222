/** The table's indexes by name, as `infra/constructs/table.ts` makes them. */
export type IndexName = "List1" | "List2" | "List3" | "Filter1" | "Filter2" | "Filter3" | "DUE" | "AUDIT";
export type TableAction = "GetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem";

/**
 * One allowance on the table: actions on the partitions whose key matches `keys` (IAM wildcards) and none of `except`.
 * With `indexes` the keys are those of the indexes, and the table itself is not meant.
 */
export type TableAccess = {
  actions: readonly TableAction[];
  keys: readonly string[];
  except?: readonly string[];
  indexes?: readonly IndexName[];
};

/** Actions on partitions of the table. */
export function on(keys: string | readonly string[], ...actions: TableAction[]): TableAccess {
  return { actions, keys: [keys].flat() };
}

/** Actions on the head partition of a workspace: every other partition of the workspace has a second `#`. */
export function onHead(...actions: TableAction[]): TableAccess {
  return { actions, keys: ["WS#*"], except: ["WS#*#*"] };
}

/** Queries of the six list indexes, at the partitions of one list. */
export function queryList(list: string): TableAccess {
  const indexes = ["List1", "List2", "List3", "Filter1", "Filter2", "Filter3"] as const;
  return { actions: ["Query"], keys: [`WS#*#${list}`, `WS#*#${list}#*`], indexes };
}

/** Queries of one index. */
export function queryIndex(index: IndexName, keys: string): TableAccess {
  return { actions: ["Query"], keys: [keys], indexes: [index] };
}
