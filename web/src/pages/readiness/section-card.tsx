import { Link } from "@tanstack/react-router";
import { sectionLabels } from "../../api/sections.ts";
import type { SectionSetup } from "../../api/types.ts";
import { sectionIcon } from "../../shell/navigation.ts";
import { Glyph } from "../../ui/glyph.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Tag } from "../../ui/tag.tsx";
import text from "../../ui/text.module.css";
import { Connectors } from "./connectors.tsx";
import { messages } from "./messages.ts";
import styles from "./readiness.module.css";
import { shownPaths, stepHref } from "./view.ts";

type Props = { setup: SectionSetup; alone?: boolean };

/** One section: its summary, sources, next steps, what it builds on and where to go on. */
export const SectionCard = ({ setup, alone = false }: Props) => {
  const label = sectionLabels[setup.section];
  return (
    <section className={styles.card} aria-label={label}>
      <header className={styles.head}>
        <Icon of={sectionIcon(setup.section)} />
        <h2>
          {alone ? (
            label
          ) : (
            <Link to="/success/readiness/$section" params={{ section: setup.section }} aria-label={messages.openSection(label)}>
              {label}
            </Link>
          )}
        </h2>
        <Tag meaning={setup.ready ? "healthy" : "none"} label={setup.ready ? messages.ready : messages.notReady} />
        <p className={styles.text}>{setup.summary}</p>
      </header>
      <div className={styles.columns}>
        <div>
          <h3>{messages.connectors}</h3>
          <Connectors label={`${label}: ${messages.connectors}`} connectors={setup.connectors} />
        </div>
        <Steps setup={setup} />
      </div>
      <BuildsOn setup={setup} alone={alone} />
    </section>
  );
};

const Steps = ({ setup }: { setup: SectionSetup }) => (
  <div>
    <h3>
      {messages.steps}{" "}
      <span className={text.meta}>{messages.stepsDone(setup.nextSteps.filter(({ done }) => done).length, setup.nextSteps.length)}</span>
    </h3>
    <ul className={styles.steps}>
      {setup.nextSteps.map((step) => {
        const href = stepHref(step, setup);
        return (
          <li key={step.id} data-done={step.done}>
            <Glyph meaning={step.done ? "healthy" : "none"} />
            <span className={text.hidden}>{step.done ? messages.done : messages.open}: </span>
            <span className={styles.step}>
              {href ? (
                <Link to={href} className={text.link}>
                  {step.title}
                </Link>
              ) : (
                <span className={styles.stepTitle}>{step.title}</span>
              )}
              {step.done ? null : <span className={styles.detail}>{step.detail}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  </div>
);

const BuildsOn = ({ setup, alone }: Required<Props>) => (
  <footer className={styles.foot}>
    <div>
      <h3>{messages.buildsOn}</h3>
      <ul className={alone ? styles.systems : styles.names}>
        {setup.reusedSystems.map(({ key, label, description }) => (
          <li key={key}>
            {label}
            {alone ? <span className={styles.detail}>{description}</span> : null}
          </li>
        ))}
      </ul>
    </div>
    <nav aria-label={`${sectionLabels[setup.section]}: ${messages.goOn}`}>
      <h3>{messages.goOn}</h3>
      <ul className={styles.names}>
        {shownPaths(setup).map(({ key, label, href }) => (
          <li key={key}>
            <Link to={href} className={text.link}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  </footer>
);
