import { useNavigate } from "@tanstack/react-router";
import { ArrowDownUp, ListFilter } from "lucide-react";
import type { RefObject } from "react";
import { providerLabels } from "#lib/connections/provider.ts";
import type { ContractsOverview } from "../../api/types.ts";
import { formatCount } from "../../format/numbers.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { type Choice, Menu, MenuValue } from "../../ui/menu.tsx";
import { useLocale } from "../../ui/use-reading.ts";
import styles from "./ledger.module.css";
import { messages } from "./messages.ts";
import {
  type ContractsSearch,
  defaultSort,
  inForce,
  readContractsSearch,
  type Sort,
  type SourceFilter,
  type StatusFilter,
  sorts,
  sourceFilters,
  statuses,
} from "./search.ts";
import { countFor, isFiltered, statusMeanings } from "./view.ts";

type ButtonRef = RefObject<HTMLButtonElement | null>;
type Facets = ContractsOverview["facets"];
type Props = {
  facets: Facets;
  search: ContractsSearch;
  onClear: () => void;
  filterButton: ButtonRef;
  sortButton: ButtonRef;
};

const all = "all";

/** The filters and the order of the list. All of it stands in the address. */
export const Toolbar = ({ facets, search, onClear, filterButton, sortButton }: Props) => {
  const navigate = useNavigate({ from: "/success/contracts" });
  // Another list has other rows, so that the open one is closed.
  const change = (part: Record<string, string>) =>
    void navigate({ search: ({ row: _row, ...before }) => readContractsSearch({ ...before, ...part }), replace: true });
  return (
    <div className={styles.tools}>
      <StatusMenu facets={facets} search={search} buttonRef={filterButton} onChoose={(status) => change({ status })} />
      <SourceMenu facets={facets} search={search} onChoose={(source) => change({ source })} />
      {isFiltered(search) ? (
        <Button look="ghost" onClick={onClear}>
          {messages.clearFilters}
        </Button>
      ) : null}
      <span className={styles.toolsEnd}>
        <SortMenu sort={search.sort ?? defaultSort} buttonRef={sortButton} onChoose={(sort) => change({ sort })} />
      </span>
    </div>
  );
};

type FilterProps = { facets: Facets; search: ContractsSearch; onChoose: (value: string) => void };

const StatusMenu = ({ facets, search, onChoose, buttonRef }: FilterProps & { buttonRef: ButtonRef }) => {
  const { locale } = useLocale();
  const { status = all } = search;
  const trigger = (
    <>
      <Icon of={ListFilter} size={14} />
      <MenuValue name={messages.columns.status} value={status === all ? messages.all : statusLabel(status)} />
    </>
  );
  const choices = statusChoices(facets, search, locale);
  return (
    <Menu label={messages.columns.status} trigger={trigger} choices={choices} value={status} onChoose={onChoose} buttonRef={buttonRef} />
  );
};

const SourceMenu = ({ facets, search, onChoose }: FilterProps) => {
  const { locale } = useLocale();
  const { source = all } = search;
  const trigger = <MenuValue name={messages.sourceMenu} value={source === all ? messages.all : providerLabels[source]} />;
  const choices = sourceChoices(facets, search, locale);
  return <Menu label={messages.sourceMenu} trigger={trigger} choices={choices} value={source} onChoose={onChoose} />;
};

const SortMenu = ({ sort, onChoose, buttonRef }: { sort: Sort; onChoose: (sort: string) => void; buttonRef: ButtonRef }) => {
  const trigger = (
    <>
      <Icon of={ArrowDownUp} size={14} />
      <MenuValue name={messages.sortMenu} value={messages.shortSorts[sort]} />
    </>
  );
  const choices = sorts.map((value) => ({ value, label: messages.sorts[value] }));
  return <Menu label={messages.sortMenu} trigger={trigger} choices={choices} value={sort} onChoose={onChoose} buttonRef={buttonRef} />;
};

const statusLabel = (status: StatusFilter): string => (status === inForce ? messages.inForce : messages.statuses[status]);

const statusChoices = (facets: Facets, search: ContractsSearch, locale: string): Choice<StatusFilter | typeof all>[] => {
  const count = (status?: StatusFilter) => {
    const { status: _status, ...rest } = search;
    return formatCount(countFor(facets, status ? { ...rest, status } : rest), locale);
  };
  return [
    { value: all, label: messages.all, end: count() },
    { value: inForce, label: messages.inForce, end: count(inForce) },
    ...statuses.map((value) => ({ value, label: messages.statuses[value], meaning: statusMeanings[value], end: count(value) })),
  ];
};

const sourceChoices = (facets: Facets, search: ContractsSearch, locale: string): Choice<SourceFilter | typeof all>[] => {
  const count = (source?: SourceFilter) => {
    const { source: _source, ...rest } = search;
    return formatCount(countFor(facets, source ? { ...rest, source } : rest), locale);
  };
  return [
    { value: all, label: messages.all, end: count() },
    ...sourceFilters.map((value) => ({ value, label: providerLabels[value], end: count(value) })),
  ];
};
