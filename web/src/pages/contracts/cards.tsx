import { useNavigate } from "@tanstack/react-router";
import type { ContractsOverview } from "../../api/types.ts";
import { StatShapes, StatStrip } from "../../ui/stat-card.tsx";
import { useLocale } from "../../ui/use-reading.ts";
import { viewCards } from "./cards-view.ts";
import { messages } from "./messages.ts";
import type { ContractsSearch, StatusFilter } from "./search.ts";

type Props = { overview: ContractsOverview | undefined; search: ContractsSearch };

/** The four cards over the list, and their shapes until the first answer. */
export const Cards = ({ overview, search }: Props) => {
  const reader = useLocale();
  const navigate = useNavigate({ from: "/success/contracts" });
  const setStatus = (status: StatusFilter | undefined) =>
    void navigate({ search: ({ status: _status, row: _row, ...rest }) => (status ? { ...rest, status } : rest), replace: true });
  if (!overview) return <StatShapes label={messages.loading} />;
  return <StatStrip label={messages.summary} stats={viewCards(overview, search, reader, setStatus)} />;
};
