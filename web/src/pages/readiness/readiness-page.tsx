import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sectionLabels, setupSections } from "../../api/sections.ts";
import type { SectionSetup } from "../../api/types.ts";
import { oneOf } from "../../router/search.ts";
import { FailedLoad } from "../../shell/failed-load.tsx";
import { PageHeader } from "../../shell/page-header.tsx";
import { PendingPage } from "../../shell/pending-page.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { NotFoundPage } from "../not-found/not-found-page.tsx";
import { messages } from "./messages.ts";
import styles from "./readiness.module.css";
import { SectionCard } from "./section-card.tsx";
import { useReadiness } from "./use-readiness.ts";
import { summariseReadiness } from "./view.ts";

/** The setup state of the five sections. */
export const ReadinessPage = () => (
  <>
    <PageHeader title={messages.title}>
      <ButtonLink to="/settings/integrations">{messages.openIntegrations}</ButtonLink>
    </PageHeader>
    <Readiness>
      {(setups) => (
        <>
          <Summary setups={setups} />
          <div className={styles.cards}>
            {setups.map((setup) => (
              <SectionCard key={setup.section} setup={setup} />
            ))}
          </div>
        </>
      )}
    </Readiness>
  </>
);

/** The setup state of one section, in full. */
export const SectionReadinessPage = () => {
  const section = oneOf(useParams({ strict: false }).section, setupSections);
  if (!section) return <NotFoundPage />;
  return (
    <>
      <PageHeader
        title={sectionLabels[section]}
        before={
          <>
            <Link to="/success/readiness">{messages.title}</Link>
            <span aria-hidden="true">/</span>
          </>
        }
      >
        <ButtonLink to="/settings/integrations">{messages.openIntegrations}</ButtonLink>
      </PageHeader>
      <Readiness>
        {(setups) => (
          <div className={styles.cards}>
            {setups
              .filter((setup) => setup.section === section)
              .map((setup) => (
                <SectionCard key={setup.section} setup={setup} alone />
              ))}
          </div>
        )}
      </Readiness>
    </>
  );
};

const Readiness = ({ children }: { children: (setups: readonly SectionSetup[]) => ReactNode }) => {
  const reading = useReadiness();
  if (reading.kind === "loading") return <PendingPage />;
  if (reading.kind === "failed") return <FailedLoad error={reading.error} title={messages.failed} onRetry={reading.retry} />;
  return <div className={styles.body}>{children(reading.setups)}</div>;
};

const Summary = ({ setups }: { setups: readonly SectionSetup[] }) => {
  const { ready, all, next } = summariseReadiness(setups);
  return (
    <div className={styles.summary}>
      <p className={styles.count}>{messages.readyCount(ready, all)}</p>
      <div className={styles.meter} aria-hidden="true">
        {setups.map((setup) => (
          <span key={setup.section} data-ready={setup.ready} />
        ))}
      </div>
      <p className={styles.next}>{next ? messages.next(next) : messages.nothingNext}</p>
    </div>
  );
};
