import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Settings } from "../../api/types.ts";
import { Button } from "../../ui/button.tsx";
import { messages } from "./messages.ts";
import { FlagField, SelectField, TextField } from "./settings-fields.tsx";
import { explain, fieldError } from "./use-settings.ts";
import styles from "./workspace.module.css";

type Save = UseMutationResult<Settings, Error, Settings>;

const timeZones = Intl.supportedValuesOf("timeZone");
const currencies = Intl.supportedValuesOf("currency");

/** The settings for an admin; nothing is sent before `Save changes`. */
export const SettingsForm = ({ settings, save }: { settings: Settings; save: Save }) => {
  const [draft, setDraft] = useState(settings);
  const change = (part: Partial<Settings>) => setDraft((before) => ({ ...before, ...part }));
  const error = (field: keyof Settings) => fieldError(save.error, field);
  const { name, timeZone, locale, displayCurrency, flags } = draft;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <TextField label={messages.name} value={name} error={error("name")} onChange={(value) => change({ name: value })} />
      <SelectField
        label={messages.timeZone}
        hint={messages.timeZoneHint}
        value={timeZone}
        values={timeZones}
        error={error("timeZone")}
        onChange={(value) => change({ timeZone: value })}
      />
      <TextField
        label={messages.locale}
        hint={messages.localeHint}
        value={locale}
        error={error("locale")}
        onChange={(value) => change({ locale: value })}
      />
      <SelectField
        label={messages.currency}
        hint={messages.currencyHint}
        value={displayCurrency?.toUpperCase() ?? ""}
        values={currencies}
        none={messages.noCurrency}
        error={error("displayCurrency")}
        onChange={(value) => change({ displayCurrency: value.toLowerCase() || null })}
      />
      <FlagField value={flags.success} error={error("flags")} onChange={(success) => change({ flags: { success } })} />
      <Actions save={save} changed={JSON.stringify(draft) !== JSON.stringify(settings)} />
    </form>
  );
};

const Actions = ({ save, changed }: { save: Save; changed: boolean }) => (
  <div className={styles.actions}>
    <Button type="submit" look="ink" disabled={!changed || save.isPending}>
      {save.isPending ? messages.saving : messages.save}
    </Button>
    <span className={styles.outcome} data-bad={save.isError}>
      {save.error ? explain(save.error) : save.isSuccess && !changed ? messages.saved : null}
    </span>
  </div>
);
