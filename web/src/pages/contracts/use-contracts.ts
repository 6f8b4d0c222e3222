import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { contractsListQuery, contractsOverviewQuery } from "../../api/queries.ts";
import type { Contract } from "../../api/types.ts";
import { useApi } from "../../app.ts";
import { toListQuery } from "./list-query.ts";
import type { ContractsSearch } from "./search.ts";
import { passes } from "./view.ts";

const noRows: readonly Contract[] = [];

/** Cards, rows and their pages for the filters in the address. The rows are read again as soon as the summary tells of a change. */
export const useContracts = (search: ContractsSearch) => {
  const api = useApi();
  const overview = useQuery(contractsOverviewQuery(api));
  const list = useInfiniteQuery({ ...contractsListQuery(api, toListQuery(search)), placeholderData: keepPreviousData });

  const { refetch } = list;
  const summary = overview.data;
  const known = useRef(summary);
  useEffect(() => {
    if (known.current !== undefined && known.current !== summary) void refetch();
    known.current = summary;
  }, [summary, refetch]);

  const { status } = search;
  const rows = useMemo(
    () => list.data?.pages.flatMap((page) => page.items.filter((contract) => passes(contract.status, status))) ?? noRows,
    [list.data, status],
  );
  return { overview, list, rows };
};

export type ContractsReading = ReturnType<typeof useContracts>;
