import type { ReactNode } from "react";
import { providerLabels } from "#lib/connections/provider.ts";
import type { ContractDetail } from "../../api/types.ts";
import { formatDate } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import facts from "../../ui/facts.module.css";
import { useLocale } from "../../ui/use-reading.ts";
import { When } from "../../ui/when.tsx";
import styles from "./contract-peek.module.css";
import { messages as list } from "./messages.ts";
import { messages } from "./peek-messages.ts";
import { viewReceipt } from "./receipt-view.ts";
import { viewRevision } from "./revision-view.ts";
import { viewRow } from "./view.ts";

/** The receipt of a contract: the arithmetic of its MRR, its terms, where it was read, and what changed. */
export const ReceiptSections = ({ detail }: { detail: ContractDetail }) => (
  <>
    <Why detail={detail} />
    <Terms detail={detail} />
    <SourceRecord detail={detail} />
    <History detail={detail} />
  </>
);

const Why = ({ detail }: { detail: ContractDetail }) => {
  const { locale } = useLocale();
  const { lines, sum, rounded, verdict } = viewReceipt(detail, locale);
  const title = detail.mrr ? messages.why(formatMoney(detail.mrr, "exact", locale)) : messages.whyUnknown;
  return (
    <Section title={title} aside={messages.ruleVersion(detail.receipt.ruleVersion)}>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.id} className={styles.line}>
            <span className={styles.lineLabel}>{line.label}</span>
            <span className={styles.lineAmount}>{line.monthly ?? "—"}</span>
            <span className={styles.arithmetic}>{line.arithmetic}</span>
          </li>
        ))}
        <li className={`${styles.line} ${styles.sum}`}>
          <span className={styles.lineLabel}>{messages.sum}</span>
          <span className={styles.lineAmount}>{sum ?? messages.notMeasured}</span>
          {rounded ? <span className={styles.arithmetic}>{rounded}</span> : null}
        </li>
      </ul>
      <p className={styles.verdict}>{verdict}</p>
    </Section>
  );
};

const Terms = ({ detail }: { detail: ContractDetail }) => {
  const { locale } = useLocale();
  const { renewal } = viewRow(detail, { locale });
  const { renewalDate, renewalKind, renewalAssumed, endsOn, nextChangeAt, mrrAtRisk, trialMrr, scheduledChurnMrr } = detail;
  const amounts = [
    [messages.atRisk, mrrAtRisk],
    [messages.trialValue, trialMrr],
    [messages.scheduledChurn, scheduledChurnMrr],
  ] as const;
  const date = endsOn ?? renewalDate;
  const kind = renewalKind && !endsOn ? messages.renewalKinds[renewalKind] : null;
  const renewalParts = [date && formatDate(date, locale), renewal.text, kind, renewalAssumed ? messages.assumed : null];
  return (
    <Section title={messages.terms}>
      <dl className={facts.facts}>
        <Fact label={messages.product}>{detail.product}</Fact>
        <Fact label={messages.payment}>{list.payments[detail.paymentState]}</Fact>
        <Fact label={endsOn ? messages.ends : messages.renewal}>{[...new Set(renewalParts)].filter(Boolean).join(" · ")}</Fact>
        {amounts.map(([label, amount]) =>
          amount ? (
            <Fact key={label} label={label}>
              {formatMoney(amount, "exact", locale)} {messages.aMonth}
            </Fact>
          ) : null,
        )}
        {nextChangeAt ? (
          <Fact label={messages.nextChange}>
            <When at={nextChangeAt} />
          </Fact>
        ) : null}
      </dl>
    </Section>
  );
};

const SourceRecord = ({ detail: { receipt, sources } }: { detail: ContractDetail }) => {
  const { source } = receipt;
  return (
    <Section title={messages.source} aside={sources.map((provider) => providerLabels[provider]).join(" + ")}>
      <dl className={facts.facts}>
        <Fact label={messages.record}>
          <code>{source.recordId}</code>
        </Fact>
        <Fact label={messages.event}>
          <code>{source.eventType}</code>
          <br />
          <code>{source.eventId}</code>
        </Fact>
        <Fact label={messages.observed}>
          <When at={source.observedAt} exact />
        </Fact>
        <Fact label={messages.received}>
          <When at={source.receivedAt} exact />
        </Fact>
        <Fact label={messages.connection}>
          <code>{source.connectionId}</code>
        </Fact>
      </dl>
    </Section>
  );
};

const History = ({ detail: { revisions } }: { detail: ContractDetail }) => {
  const { locale } = useLocale();
  if (revisions.length === 0) return null;
  return (
    <Section title={messages.history}>
      <ol className={styles.history}>
        {revisions.map((revision) => (
          <li key={`${revision.at} ${revision.cause}`}>
            <span>
              {viewRevision(revision, locale).map((line) => (
                <span key={line} className={styles.change}>
                  {line}
                </span>
              ))}
            </span>
            <span className={styles.when}>
              <When at={revision.at} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
};

const Section = ({ title, aside, children }: { title: string; aside?: string; children: ReactNode }) => (
  <section>
    <div className={styles.sectionHead}>
      <h3>{title}</h3>
      {aside ? <span>{aside}</span> : null}
    </div>
    {children}
  </section>
);

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);
