import type { Settings } from "../../api/types.ts";
import { messages } from "./messages.ts";
import styles from "./workspace.module.css";

/** The settings for whoever may not change them. */
export const SettingsList = ({ settings: { name, timeZone, locale, displayCurrency, flags } }: { settings: Settings }) => (
  <>
    <dl className={styles.facts}>
      <dt>{messages.name}</dt>
      <dd>{name}</dd>
      <dt>{messages.timeZone}</dt>
      <dd>{timeZone}</dd>
      <dt>{messages.locale}</dt>
      <dd>{locale}</dd>
      <dt>{messages.currency}</dt>
      <dd>{displayCurrency?.toUpperCase() ?? messages.noCurrency}</dd>
      <dt>{messages.flag}</dt>
      <dd>{flags.success ? messages.on : messages.off}</dd>
    </dl>
    <p className={styles.hint}>{messages.forbidden}</p>
  </>
);
