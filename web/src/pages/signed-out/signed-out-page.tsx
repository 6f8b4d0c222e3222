import { LogOut } from "lucide-react";
import { useEffect } from "react";
import { useApp } from "../../app.ts";
import styles from "../../shell/bare.module.css";
import { Button } from "../../ui/button.tsx";
import { StatePanel } from "../../ui/state-panel.tsx";
import text from "../../ui/text.module.css";

const messages = {
  title: "Signed out",
  body: "This tab has forgotten your sign-in. Your issuer may still remember you.",
  signIn: "Sign in",
} as const;

/** Where a sign-out ends when the issuer has no page of its own for it. */
export const SignedOutPage = () => {
  const { signIn } = useApp();
  useEffect(() => {
    document.title = `${messages.title} · Success`;
  }, []);
  return (
    <main className={styles.page}>
      <h1 className={text.hidden}>Success</h1>
      <StatePanel
        icon={LogOut}
        title={messages.title}
        body={messages.body}
        actions={
          <Button look="ink" onClick={() => void signIn.start("/success")}>
            {messages.signIn}
          </Button>
        }
      />
    </main>
  );
};
