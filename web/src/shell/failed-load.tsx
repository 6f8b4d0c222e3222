import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { isApiFailure } from "../api/failure.ts";
import { useApp } from "../app.ts";
import { Button } from "../ui/button.tsx";
import { StatePanel } from "../ui/state-panel.tsx";
import { messages } from "./messages.ts";

type Props = { error: unknown; title: string; onRetry: () => void; children?: ReactNode };

/** What a failed load says: that the data is safe, the code, the request to ask about, and how to try again. */
export const FailedLoad = ({ error, title, onRetry, children }: Props) => {
  const { signIn } = useApp();
  if (isApiFailure(error) && error.status === 401)
    return (
      <StatePanel
        icon={CloudOff}
        title={messages.refused}
        body={messages.refusedBody}
        actions={
          <Button look="ink" onClick={() => void signIn.start(`${window.location.pathname}${window.location.search}`)}>
            {messages.signInAgain}
          </Button>
        }
      />
    );
  return (
    <StatePanel
      icon={CloudOff}
      title={title}
      small={isApiFailure(error) ? messages.failureDetail(error.code, error.requestId) : messages.failureDetail("internal", null)}
      actions={
        <>
          <Button look="ink" onClick={onRetry}>
            {messages.retry}
          </Button>
          {children}
        </>
      }
    />
  );
};
