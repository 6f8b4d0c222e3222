import { lostRace } from "../http/failure.ts";
import type { TransactionResult } from "./table.ts";

/**
 * True when a transaction happened; false when its first write, the one it is about, was overtaken. Throws a failure that may be tried
 * again when it was another of its writes, or when the engine was busy with a transaction on the same items.
 */
export const firstWriteHeld = (result: TransactionResult): boolean => {
  if (result.kind === "done") return true;
  if (result.failed.includes(0)) return false;
  throw lostRace();
};
