import { Bar, Skeleton } from "../ui/skeleton.tsx";
import { messages } from "./messages.ts";
import styles from "./pending-page.module.css";

/** What stands in the sheet while a page's code is under way. */
export const PendingPage = () => (
  <Skeleton label={messages.loading} className={styles.page}>
    <Bar width={12} />
    <Bar width={70} />
    <Bar width={54} />
  </Skeleton>
);
