import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { integrationsQuery } from "../../api/queries.ts";
import { useApi } from "../../app.ts";
import { FailedLoad } from "../../shell/failed-load.tsx";
import { PageHeader } from "../../shell/page-header.tsx";
import { PendingPage } from "../../shell/pending-page.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";
import { IntegrationCard } from "./integration-card.tsx";
import styles from "./integrations.module.css";
import { messages } from "./messages.ts";
import { groupIntegrations } from "./view.ts";

/** The providers of this deployment, what each one powers, and the state of its connections. */
export const IntegrationsPage = () => (
  <>
    <PageHeader title={messages.title}>
      <ButtonLink to="/success/readiness">{messages.readiness}</ButtonLink>
    </PageHeader>
    <Catalog />
  </>
);

const Catalog = () => {
  const { data, error, refetch } = useQuery(integrationsQuery(useApi()));
  if (!data) return error ? <FailedLoad error={error} title={messages.failed} onRetry={() => void refetch()} /> : <PendingPage />;
  if (data.items.length === 0) return <StatePanel icon={Plug} title={messages.empty} body={messages.emptyBody} />;
  return (
    <div className={styles.body}>
      {groupIntegrations(data.items).map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h2>{group.title}</h2>
          <div className={styles.cards}>
            {group.items.map((integration) => (
              <IntegrationCard key={integration.provider} integration={integration} />
            ))}
          </div>
        </section>
      ))}
      <p className={styles.note}>{messages.others}</p>
    </div>
  );
};
