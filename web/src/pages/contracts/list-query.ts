import type { ContractsListQuery } from "../../api/queries.ts";
import { type ContractsSearch, defaultSort, inForce } from "./search.ts";

/** What the list asks the API for. `in_force` is applied while reading, so that it asks for every status. */
export const toListQuery = ({ status, source, sort = defaultSort }: ContractsSearch): ContractsListQuery => ({
  sort,
  ...(status && status !== inForce ? { status } : {}),
  ...(source ? { source } : {}),
});
