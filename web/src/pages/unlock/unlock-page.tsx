import { useEffect } from "react";
import { useApp, useSession } from "../../app.ts";
import { LiveRegions } from "../../shell/live-regions.tsx";
import { Mark } from "../../shell/rail.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { messages } from "./messages.ts";
import { Picture } from "./picture.tsx";
import styles from "./unlock.module.css";
import { useUnlock } from "./use-unlock.ts";

/** What Success is, and the form that asks an admin to turn it on. */
export const UnlockPage = () => {
  const { workspace, user } = useSession();
  const { signIn } = useApp();
  useEffect(() => {
    document.title = `${messages.title} · Success`;
  }, []);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Mark />
        <span className={styles.workspace}>{workspace.name}</span>
        <span className={styles.person}>{messages.signedInAs(user.name)}</span>
        <Button look="ghost" onClick={() => void signIn.end()}>
          {messages.signOut}
        </Button>
      </header>
      <main className={styles.sheet}>
        <div className={styles.words}>
          <h1 tabIndex={-1}>{messages.heading(workspace.name)}</h1>
          <ul className={styles.lines}>
            {messages.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <RequestForm />
          {user.role === "admin" ? (
            <p className={styles.admin}>
              {messages.admin} <ButtonLink to="/settings/workspace">{messages.openSettings}</ButtonLink>
            </p>
          ) : null}
        </div>
        <Picture />
      </main>
      <LiveRegions />
    </div>
  );
};

const RequestForm = () => {
  const { workspace, user } = useSession();
  const { ask, errorOf } = useUnlock();
  if (ask.isSuccess) return <p className={styles.sent}>{messages.sent(workspace.name)}</p>;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        ask.mutate({ email: textIn(form, "email"), reason: textIn(form, "reason") });
      }}
    >
      <Field layout="stacked" label={messages.email} error={errorOf("email")}>
        {(props) => (
          <input {...props} name="email" type="email" required maxLength={254} autoComplete="email" defaultValue={user.email ?? ""} />
        )}
      </Field>
      <Field layout="stacked" label={messages.reason} hint={messages.reasonHint} error={errorOf("reason")}>
        {(props) => <textarea {...props} name="reason" required maxLength={2000} rows={3} />}
      </Field>
      <div>
        <Button type="submit" look="ink" disabled={ask.isPending}>
          {ask.isPending ? messages.requesting : messages.request}
        </Button>
      </div>
      {ask.isError ? <p className={styles.bad}>{messages.notSent}</p> : null}
    </form>
  );
};

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
