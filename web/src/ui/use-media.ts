import { useCallback, useSyncExternalStore } from "react";

/** True while a media query matches. */
export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
};

/** The widths at which the layout changes: bottom bar below 640, drawer below 1024. */
export const narrow = "(max-width: 639px)";
export const medium = "(max-width: 1023px)";
