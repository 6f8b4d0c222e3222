import { SearchX } from "lucide-react";
import { PageHeader } from "../../shell/page-header.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";

const messages = {
  title: "Page not found",
  heading: "There is nothing at this address",
  body: "It may have been typed wrong, or the page doesn't exist in this version.",
  home: "Go to Health",
  contracts: "Go to Contracts",
} as const;

/** An address that no page answers to. */
export const NotFoundPage = () => (
  <>
    <PageHeader title={messages.title} />
    <StatePanel
      icon={SearchX}
      title={messages.heading}
      body={messages.body}
      actions={
        <>
          <ButtonLink to="/success/health" look="ink">
            {messages.home}
          </ButtonLink>
          <ButtonLink to="/success/contracts">{messages.contracts}</ButtonLink>
        </>
      }
    />
  </>
);
