import type { PlainSection } from "../../api/queries.ts";
import { sectionLabels } from "../../api/sections.ts";
import { FailedLoad } from "../../shell/failed-load.tsx";
import { sectionIcon } from "../../shell/navigation.ts";
import { PageHeader } from "../../shell/page-header.tsx";
import { PendingPage } from "../../shell/pending-page.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";
import { Connectors } from "../readiness/connectors.tsx";
import { messages } from "./messages.ts";
import { useSection } from "./use-section.ts";

export const HealthPage = () => <SectionPage section="health" />;
export const ConvertPage = () => <SectionPage section="convert" />;
export const PipelinePage = () => <SectionPage section="pipeline" />;
export const ReEngagePage = () => <SectionPage section="re-engage" />;
export const CloseTheLoopPage = () => <SectionPage section="close-the-loop" />;

/** A section that has nothing to list yet: what it is for, what it still needs, and where to get it. */
const SectionPage = ({ section }: { section: PlainSection }) => (
  <>
    <PageHeader title={sectionLabels[section]} />
    <SectionBody section={section} />
  </>
);

const SectionBody = ({ section }: { section: PlainSection }) => {
  const reading = useSection(section);
  const label = sectionLabels[section];
  const open = <ButtonLink to="/settings/integrations">{messages.openIntegrations}</ButtonLink>;
  if (reading.kind === "loading") return <PendingPage />;
  if (reading.kind === "failed")
    return (
      <FailedLoad error={reading.error} title={messages.failed(label)} onRetry={reading.retry}>
        {open}
      </FailedLoad>
    );
  return (
    <StatePanel
      icon={sectionIcon(section)}
      title={messages.notConnected(label)}
      body={reading.body}
      actions={
        <>
          <ButtonLink to="/settings/integrations" look="ink">
            {messages.openIntegrations}
          </ButtonLink>
          {section === "health" ? null : (
            <ButtonLink to="/success/readiness/$section" params={{ section }}>
              {messages.readiness}
            </ButtonLink>
          )}
        </>
      }
    >
      {reading.connectors.length > 0 ? <Connectors label={messages.sources} connectors={reading.connectors} /> : null}
    </StatePanel>
  );
};
