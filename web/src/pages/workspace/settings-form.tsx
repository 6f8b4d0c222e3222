import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Settings } from "../../api/types.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { messages } from "./messages.ts";
import { explain, fieldError } from "./use-settings.ts";
import styles from "./workspace.module.css";

type Props = { settings: Settings; save: UseMutationResult<Settings, Error, Settings> };

const timeZones = Intl.supportedValuesOf("timeZone");
const currencies = Intl.supportedValuesOf("currency");

/** The settings for an admin; nothing is sent before `Save changes`. */
export const SettingsForm = ({ settings, save }: Props) => {
  const [draft, setDraft] = useState(settings);
  const change = (part: Partial<Settings>) => setDraft((before) => ({ ...before, ...part }));
  const changed = JSON.stringify(draft) !== JSON.stringify(settings);
  const error = (field: keyof Settings) => fieldError(save.error, field);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <Field layout="row" label={messages.name} error={error("name")}>
        {(props) => (
          <input
            {...props}
            required
            maxLength={120}
            value={draft.name}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
        )}
      </Field>
      <Field layout="row" label={messages.timeZone} hint={messages.timeZoneHint} error={error("timeZone")}>
        {(props) => (
          <select {...props} value={draft.timeZone} onChange={({ currentTarget }) => change({ timeZone: currentTarget.value })}>
            {withCurrent(timeZones, draft.timeZone).map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        )}
      </Field>
      <Field layout="row" label={messages.locale} hint={messages.localeHint} error={error("locale")}>
        {(props) => (
          <input {...props} required value={draft.locale} onChange={({ currentTarget }) => change({ locale: currentTarget.value })} />
        )}
      </Field>
      <Field layout="row" label={messages.currency} hint={messages.currencyHint} error={error("displayCurrency")}>
        {(props) => (
          <select
            {...props}
            value={draft.displayCurrency?.toUpperCase() ?? ""}
            onChange={({ currentTarget }) => change({ displayCurrency: currentTarget.value.toLowerCase() || null })}
          >
            <option value="">{messages.noCurrency}</option>
            {currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label={messages.flag} hint={messages.flagHint} error={error("flags")} layout="check">
        {(props) => (
          <input
            {...props}
            type="checkbox"
            checked={draft.flags.success}
            onChange={({ currentTarget }) => change({ flags: { success: currentTarget.checked } })}
          />
        )}
      </Field>
      <div className={styles.actions}>
        <Button type="submit" look="ink" disabled={!changed || save.isPending}>
          {save.isPending ? messages.saving : messages.save}
        </Button>
        <span className={styles.outcome} data-bad={save.isError}>
          {save.error ? explain(save.error) : save.isSuccess && !changed ? messages.saved : null}
        </span>
      </div>
    </form>
  );
};

const withCurrent = (values: readonly string[], current: string): readonly string[] =>
  values.includes(current) ? values : [current, ...values];
