import { Field } from "../../ui/field.tsx";
import { messages } from "./messages.ts";

type Props<T> = { label: string; hint?: string; value: T; error: string | undefined; onChange: (value: T) => void };

const longest = 120;

export const TextField = ({ value, onChange, ...field }: Props<string>) => (
  <Field {...field} layout="row">
    {(control) => (
      <input {...control} required maxLength={longest} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    )}
  </Field>
);

/** One of many values; with `none` also nothing. A present value that this browser does not know stays among them. */
export const SelectField = ({ value, values, none, onChange, ...field }: Props<string> & { values: readonly string[]; none?: string }) => (
  <Field {...field} layout="row">
    {(control) => (
      <select {...control} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {none ? <option value="">{none}</option> : null}
        {value === "" || values.includes(value) ? null : <option>{value}</option>}
        {values.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    )}
  </Field>
);

export const FlagField = ({ value, error, onChange }: Pick<Props<boolean>, "value" | "error" | "onChange">) => (
  <Field label={messages.flag} hint={messages.flagHint} error={error} layout="check">
    {(control) => <input {...control} type="checkbox" checked={value} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />}
  </Field>
);
