import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, FileX2, X } from "lucide-react";
import { isApiFailure } from "../../api/failure.ts";
import { contractQuery } from "../../api/queries.ts";
import type { Contract } from "../../api/types.ts";
import { useApi } from "../../app.ts";
import { formatCount } from "../../format/numbers.ts";
import { FailedLoad } from "../../shell/failed-load.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Bar, Skeleton } from "../../ui/skeleton.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";
import { narrow, useMedia } from "../../ui/use-media.ts";
import { useLocale } from "../../ui/use-reading.ts";
import styles from "./contract-peek.module.css";
import { messages as list } from "./messages.ts";
import { PeekHead } from "./peek-head.tsx";
import { messages } from "./peek-messages.ts";
import { ReceiptSections } from "./receipt-sections.tsx";

type Props = {
  id: string;
  /** The row, if it is among those that are loaded: it is shown at once. */
  contract: Contract | undefined;
  index: number;
  total: number;
  onMove: (index: number) => void;
  onClose: () => void;
};

/** A contract beside the list: its numbers at once from the row, and their receipt as soon as it is read. */
export const ContractPeek = (props: Props) => {
  const isNarrow = useMedia(narrow);
  const label = messages.region(props.contract?.customer ?? "");
  if (isNarrow)
    return (
      <Dialog full label={label} closeLabel={messages.close} onClose={props.onClose}>
        <Content {...props} />
      </Dialog>
    );
  return (
    <aside className={styles.peek} aria-label={label}>
      <Content {...props} />
    </aside>
  );
};

const Content = ({ id, contract, index, total, onMove, onClose }: Props) => {
  const { locale } = useLocale();
  const { data, error, refetch } = useQuery(contractQuery(useApi(), id));
  const shown = data ?? contract;
  return (
    <div className={styles.content}>
      <div className={styles.top}>
        <span className={styles.position}>
          {index < 0 ? null : list.position(formatCount(index + 1, locale), formatCount(total, locale))}
        </span>
        {index < 0 ? null : (
          <>
            <Button look="ghost" square aria-label={messages.previous} disabled={index === 0} onClick={() => onMove(index - 1)}>
              <Icon of={ArrowUp} size={14} />
            </Button>
            <Button look="ghost" square aria-label={messages.next} disabled={index + 1 >= total} onClick={() => onMove(index + 1)}>
              <Icon of={ArrowDown} size={14} />
            </Button>
          </>
        )}
        <Button look="ghost" square aria-label={messages.close} onClick={onClose}>
          <Icon of={X} size={14} />
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <section className={styles.body} tabIndex={0} aria-label={messages.receipt}>
        {shown ? <PeekHead contract={shown} /> : null}
        {data ? <ReceiptSections detail={data} /> : error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Shapes />}
      </section>
    </div>
  );
};

const Trouble = ({ error, onRetry }: { error: unknown; onRetry: () => void }) =>
  isApiFailure(error) && error.status === 404 ? (
    <StatePanel icon={FileX2} title={messages.gone} body={messages.goneBody} />
  ) : (
    <FailedLoad error={error} title={messages.failed} onRetry={onRetry} />
  );

const Shapes = () => (
  <Skeleton label={messages.loading} className={styles.shapes}>
    {[30, 90, 70, 80, 40, 60].map((width) => (
      <Bar key={width} width={width} />
    ))}
  </Skeleton>
);
