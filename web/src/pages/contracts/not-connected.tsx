import { useQuery } from "@tanstack/react-query";
import { setupQuery } from "../../api/queries.ts";
import { useApi } from "../../app.ts";
import { sectionIcon } from "../../shell/navigation.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";
import { messages } from "./messages.ts";

/** Contracts without any source: what is missing, and where to connect it. */
export const NotConnected = () => {
  const setup = useQuery(setupQuery(useApi(), "contracts"));
  return (
    <StatePanel
      icon={sectionIcon("contracts")}
      title={messages.notConnected}
      body={setup.data?.summary}
      actions={
        <>
          <ButtonLink to="/settings/integrations" look="ink">
            {messages.openIntegrations}
          </ButtonLink>
          <ButtonLink to="/success/readiness/$section" params={{ section: "contracts" }}>
            {messages.seeReadiness}
          </ButtonLink>
        </>
      }
    />
  );
};
