import { Plug } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { StatePanel } from "../ui/state-panel.tsx";
import text from "../ui/text.module.css";
import styles from "./start-page.module.css";

export const messages = {
  noConfig: "Success couldn't start",
  noConfigBody: "The page's settings couldn't be read. Try again in a moment.",
  noSignIn: "Signing in didn't work",
  noSignInBody: "The issuer's answer couldn't be used: it may be too old, or from another tab.",
  noIssuer: "The sign-in can't be reached",
  noIssuerBody: "The page of your sign-in didn't answer. Try again in a moment.",
  again: "Try again",
  signIn: "Sign in",
} as const;

export type Trouble = { title: string; body: string; detail: string; action: string; onAction: () => void };

/** What stands alone on the screen when there is no app to show yet. */
export const StartPage = ({ title, body, detail, action, onAction }: Trouble) => (
  <main className={styles.page}>
    <h1 className={text.hidden}>Success</h1>
    <StatePanel
      icon={Plug}
      title={title}
      body={body}
      small={detail}
      actions={
        <Button look="ink" onClick={onAction}>
          {action}
        </Button>
      }
    />
  </main>
);
