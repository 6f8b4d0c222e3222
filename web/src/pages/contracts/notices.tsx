import { Link } from "@tanstack/react-router";
import { Banner } from "../../ui/banner.tsx";
import { useReading } from "../../ui/use-reading.ts";
import { messages } from "./messages.ts";
import { viewNotice } from "./notice-view.ts";
import type { ContractsReading } from "./use-contracts.ts";

/** What is not as usual about the list: a source that is silent, or a refresh that failed while the old rows still stand. */
export const Notices = ({ reading: { overview, list }, onRetry }: { reading: ContractsReading; onRetry: () => void }) => {
  const clock = useReading();
  const notice = overview.data && viewNotice(overview.data, clock);
  const retry = (
    <button type="button" onClick={onRetry}>
      {messages.retry}
    </button>
  );
  return (
    <>
      {overview.isError || list.isError ? (
        <Banner meaning="info" title={messages.refreshFailed} actions={retry}>
          {messages.refreshFailedBody}
        </Banner>
      ) : null}
      {notice ? (
        <Banner
          meaning="risk"
          title={notice.title}
          actions={
            <>
              {retry}
              <Link to="/settings/integrations">{messages.openIntegrations}</Link>
            </>
          }
        >
          {notice.body}
        </Banner>
      ) : null}
    </>
  );
};
