import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { Banner } from "../ui/banner.tsx";
import { messages } from "./messages.ts";

/** Says so while the browser has no network. */
export const OfflineBanner = () => {
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  return online ? null : <Banner meaning="info">{messages.offline}</Banner>;
};
