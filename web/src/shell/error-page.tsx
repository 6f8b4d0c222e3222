import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import styles from "./bare.module.css";
import { FailedLoad } from "./failed-load.tsx";
import { messages } from "./messages.ts";

/** A page that could not open at all. */
export const ErrorPage = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <div className={styles.page}>
      <FailedLoad error={error} title={messages.failed} onRetry={retry} />
    </div>
  );
};
