import { Fragment } from "react";
import type { Integration } from "../../api/types.ts";
import facts from "../../ui/facts.module.css";
import { Logo } from "../../ui/logo.tsx";
import { Tag } from "../../ui/tag.tsx";
import { When } from "../../ui/when.tsx";
import { CopyButton } from "./copy-button.tsx";
import styles from "./integrations.module.css";
import { messages } from "./messages.ts";
import { viewConnection } from "./view.ts";

/** One provider: what it powers, and each connection with its state. */
export const IntegrationCard = ({ integration: { label, powers, connections } }: { integration: Integration }) => (
  <article className={styles.card} aria-label={label}>
    <header className={styles.head}>
      <Logo name={label} />
      <h3>{label}</h3>
      {connections.length === 0 ? <Tag meaning="none" label={messages.notConnected} /> : null}
      <p className={styles.powers}>
        {messages.powers} {powers}
      </p>
    </header>
    {connections.map((connection) => (
      <Connection key={connection.id} connection={connection} />
    ))}
  </article>
);

const Connection = ({ connection }: { connection: Integration["connections"][number] }) => {
  const { meaning, label } = viewConnection(connection);
  return (
    <div className={styles.connection}>
      <div className={styles.state}>
        <Tag meaning={meaning} label={label} />
        <span>
          {connection.lastSyncedAt ? (
            <>
              {messages.lastData} <When at={connection.lastSyncedAt} />
            </>
          ) : (
            messages.never
          )}
        </span>
      </div>
      <dl className={facts.facts}>
        <dt>{messages.connection}</dt>
        <dd>
          <code>{connection.id}</code>
        </dd>
        <dt>{messages.interval}</dt>
        <dd>{messages.everyMinutes(connection.intervalMinutes)}</dd>
        <dt>{messages.webhook}</dt>
        <dd className={styles.path}>
          <Path path={connection.webhook.path} />
          <CopyButton text={`${window.location.origin}${connection.webhook.path}`} />
        </dd>
      </dl>
    </div>
  );
};

/** A path that is broken at its slashes where it is too long. */
const Path = ({ path }: { path: string }) => (
  <code>
    {path.split(/(?<=\/)/).map((part) => (
      <Fragment key={part}>
        {part}
        <wbr />
      </Fragment>
    ))}
  </code>
);
