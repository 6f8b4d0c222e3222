import { SlidersHorizontal } from "lucide-react";
import { isApiFailure } from "../../api/failure.ts";
import { useSession } from "../../app.ts";
import { FailedLoad } from "../../shell/failed-load.tsx";
import { PageHeader } from "../../shell/page-header.tsx";
import { PendingPage } from "../../shell/pending-page.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";
import { AccessRequests } from "./access-requests.tsx";
import { messages } from "./messages.ts";
import { SettingsForm } from "./settings-form.tsx";
import { SettingsList } from "./settings-list.tsx";
import { useSettings } from "./use-settings.ts";
import styles from "./workspace.module.css";

/** How the workspace reads dates and money, whether Success is on, and who asked for it. Admins change it, others see it. */
export const WorkspacePage = () => (
  <>
    <PageHeader title={messages.title} />
    <Content />
  </>
);

const Content = () => {
  const { user } = useSession();
  const { query, save } = useSettings();
  const { data, error, refetch } = query;
  if (!data && isApiFailure(error) && error.status === 403) return <StatePanel icon={SlidersHorizontal} title={messages.locked} />;
  if (!data) return error ? <FailedLoad error={error} title={messages.failed} onRetry={() => void refetch()} /> : <PendingPage />;
  const isAdmin = user.role === "admin";
  return (
    <div className={styles.body}>
      <section className={styles.card} aria-label={messages.general}>
        <h2>{messages.general}</h2>
        {isAdmin ? <SettingsForm key={data.version} settings={data} save={save} /> : <SettingsList settings={data} />}
      </section>
      {isAdmin ? <AccessRequests /> : null}
    </div>
  );
};
