import { type ReactNode, useId } from "react";
import styles from "./field.module.css";

type Control = { id: string; "aria-describedby": string; "aria-invalid": boolean };
type Props = {
  label: string;
  hint?: string;
  /** What the server says is wrong with it; it takes the hint's place. */
  error: string | undefined;
  /** `stacked` under its label, `row` beside it, `check` a box before it. */
  layout: "stacked" | "row" | "check";
  children: (control: Control) => ReactNode;
};

/** A label, its control, and a hint or what is wrong. */
export const Field = ({ label, hint, error, layout, children }: Props) => {
  const id = useId();
  return (
    <div className={`${styles.field} ${styles[layout]}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": `${id}-hint`, "aria-invalid": error !== undefined })}
      <p id={`${id}-hint`} data-bad={error !== undefined}>
        {error ?? hint}
      </p>
    </div>
  );
};
