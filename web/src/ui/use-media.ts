import { useCallback, useMemo, useSyncExternalStore } from "react";

/** True while a media query matches. */
export const useMedia = (query: string): boolean => {
  const media = useMemo(() => window.matchMedia(query), [query]);
  const subscribe = useCallback(
    (listener: () => void) => {
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [media],
  );
  return useSyncExternalStore(subscribe, () => media.matches);
};

/** The widths at which the layout changes: bottom bar below 640, drawer below 1024. */
export const narrow = "(max-width: 639px)";
export const medium = "(max-width: 1023px)";
