import { getRouteApi } from "@tanstack/react-router";
import { sectionLabels } from "../../api/sections.ts";
import { FailedLoad } from "../../shell/failed-load.tsx";
import { sectionIcon } from "../../shell/navigation.ts";
import { PageHeader } from "../../shell/page-header.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";
import { Cards } from "./cards.tsx";
import { Freshness } from "./freshness.tsx";
import { Ledger } from "./ledger.tsx";
import { messages } from "./messages.ts";
import { NotConnected } from "./not-connected.tsx";
import { Notices } from "./notices.tsx";
import { useContracts } from "./use-contracts.ts";

const route = getRouteApi("/workspace/success/contracts");

/** The ledger of contracts and subscriptions: cards that filter, the list, and a row's receipt beside it. */
export const ContractsPage = () => {
  const search = route.useSearch();
  const reading = useContracts(search);
  const { overview, list } = reading;
  const failed = [overview, list].find((query) => query.isError && query.data === undefined);
  const retry = () => void Promise.all([overview.refetch(), list.refetch()]);
  const open = <ButtonLink to="/settings/integrations">{messages.openIntegrations}</ButtonLink>;
  return (
    <>
      <PageHeader title={sectionLabels.contracts}>{overview.data ? <Freshness sources={overview.data.sources} /> : null}</PageHeader>
      {failed ? (
        <FailedLoad error={failed.error} title={messages.failed} onRetry={retry}>
          {open}
        </FailedLoad>
      ) : overview.data?.state === "not_connected" ? (
        <NotConnected />
      ) : (
        <>
          <Notices reading={reading} onRetry={retry} />
          <Cards overview={overview.data} search={search} />
          {isEmpty(reading) ? (
            <StatePanel icon={sectionIcon("contracts")} title={messages.empty} body={messages.emptyBody} actions={open} />
          ) : (
            <Ledger reading={reading} search={search} />
          )}
        </>
      )}
    </>
  );
};

/** Connected, and both the summary and the list know of no contract. */
const isEmpty = ({ overview, list }: ReturnType<typeof useContracts>): boolean =>
  overview.data?.cards.total.count === 0 && list.data?.pages.every((page) => page.items.length === 0) === true;
