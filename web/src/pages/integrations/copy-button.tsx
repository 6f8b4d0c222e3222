import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { messages } from "./messages.ts";

/** Copies a text and says that it did; the sign goes when the pointer or the focus leaves. */
export const CopyButton = ({ text }: { text: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(messages.copied);
  };
  const reset = () => setCopied(false);
  return (
    <Button look="ghost" square aria-label={`${messages.copy} ${text}`} onClick={() => void copy()} onPointerLeave={reset} onBlur={reset}>
      <Icon of={copied ? Check : Copy} size={14} />
    </Button>
  );
};
