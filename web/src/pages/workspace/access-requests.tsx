import type { AccessRequest } from "../../api/types.ts";
import { Button } from "../../ui/button.tsx";
import type { Meaning } from "../../ui/meaning.ts";
import { Tag } from "../../ui/tag.tsx";
import { When } from "../../ui/when.tsx";
import { messages } from "./messages.ts";
import { type Decision, explainDecision, useAccessRequests } from "./use-access-requests.ts";
import styles from "./workspace.module.css";

const meanings: Record<AccessRequest["status"], Meaning> = { requested: "info", granted: "healthy", refused: "none" };

/** Who asked for Success, newest first, with what an admin can decide. */
export const AccessRequests = () => {
  const { query, decide } = useAccessRequests();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const requests = data?.pages.flatMap((page) => page.items);
  return (
    <section className={styles.card} aria-label={messages.requests}>
      <h2>{messages.requests}</h2>
      {requests?.length === 0 ? <p className={styles.hint}>{messages.noRequests}</p> : null}
      {!data && error ? (
        <p className={styles.hint}>
          {messages.requestsFailed} <Button onClick={() => void refetch()}>{messages.retry}</Button>
        </p>
      ) : null}
      <ul className={styles.requests}>
        {requests?.map((request) => (
          <Request key={request.id} request={request} busy={decide.isPending} onDecide={decide.mutate} />
        ))}
      </ul>
      {hasNextPage ? (
        <p className={styles.older}>
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {messages.older}
          </Button>
        </p>
      ) : null}
      {decide.isError ? (
        <p className={styles.hint} data-bad="true">
          {explainDecision(decide.error)}
        </p>
      ) : null}
    </section>
  );
};

type Props = { request: AccessRequest; busy: boolean; onDecide: (decision: Decision) => void };

const Request = ({ request, busy, onDecide }: Props) => {
  const { name, email, reason, status, requestedAt } = request;
  return (
    <li className={styles.request}>
      <div className={styles.asker}>
        <strong>{name}</strong> <span className={styles.quiet}>{email}</span>{" "}
        <Tag meaning={meanings[status]} label={messages.states[status]} />
        <p className={styles.reason}>{reason}</p>
        <p className={styles.quiet}>
          {messages.asked} <When at={requestedAt} />
        </p>
      </div>
      {status === "requested" ? (
        <div className={styles.decide}>
          <Button look="ink" disabled={busy} aria-label={messages.grantTo(name)} onClick={() => onDecide({ request, status: "granted" })}>
            {messages.grant}
          </Button>
          <Button disabled={busy} aria-label={messages.refuseTo(name)} onClick={() => onDecide({ request, status: "refused" })}>
            {messages.refuse}
          </Button>
        </div>
      ) : null}
    </li>
  );
};
