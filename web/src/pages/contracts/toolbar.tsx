import { useNavigate } from "@tanstack/react-router";
import { ArrowDownUp, ListFilter } from "lucide-react";
import type { RefObject } from "react";
import { providerLabels } from "../../api/providers.ts";
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
  type SourceFilter,
  type StatusFilter,
  sorts,
  sourceFilters,
  statuses,
} from "./search.ts";
import { countFor, isFiltered, statusMeanings } from "./view.ts";

type Facets = ContractsOverview["facets"];
type Props = {
  facets: Facets;
  search: ContractsSearch;
  onClear: () => void;
  filterButton: RefObject<HTMLButtonElement | null>;
  sortButton: RefObject<HTMLButtonElement | null>;
};

const all = "all";

/** The filters and the order of the list. All of it stands in the address. */
export const Toolbar = ({ facets, search, onClear, filterButton, sortButton }: Props) => {
  const { locale } = useLocale();
  const navigate = useNavigate({ from: "/success/contracts" });
  const { status = all, source = all, sort = defaultSort } = search;
  // Another list has other rows, so that the open one is closed.
  const change = (part: Record<string, string>) =>
    void navigate({ search: ({ row: _row, ...before }) => readContractsSearch({ ...before, ...part }), replace: true });
  return (
    <div className={styles.tools}>
      <Menu
        label={messages.columns.status}
        trigger={
          <>
            <Icon of={ListFilter} size={14} />
            <MenuValue name={messages.columns.status} value={status === all ? messages.all : statusLabel(status)} />
          </>
        }
        choices={statusChoices(facets, search, locale)}
        value={status}
        onChoose={(chosen) => change({ status: chosen })}
        buttonRef={filterButton}
      />
      <Menu
        label={messages.sourceMenu}
        trigger={<MenuValue name={messages.sourceMenu} value={source === all ? messages.all : providerLabels[source]} />}
        choices={sourceChoices(facets, search, locale)}
        value={source}
        onChoose={(chosen) => change({ source: chosen })}
      />
      {isFiltered(search) ? (
        <Button look="ghost" onClick={onClear}>
          {messages.clearFilters}
        </Button>
      ) : null}
      <span className={styles.toolsEnd}>
        <Menu
          label={messages.sortMenu}
          trigger={
            <>
              <Icon of={ArrowDownUp} size={14} />
              <MenuValue name={messages.sortMenu} value={messages.shortSorts[sort]} />
            </>
          }
          choices={sorts.map((value) => ({ value, label: messages.sorts[value] }))}
          value={sort}
          onChoose={(chosen) => change({ sort: chosen })}
          buttonRef={sortButton}
        />
      </span>
    </div>
  );
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
