import { QueryCache, QueryClient } from "@tanstack/react-query";
import { isApiFailure } from "./failure.ts";

const retries = 2;

/** Makes the cache of server state. `onDisabled` runs when the API says that Success was switched off meanwhile. */
export const createQueryClient = (onDisabled: () => void): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isApiFailure(error) && error.code === "feature_disabled") onDisabled();
      },
    }),
    defaultOptions: {
      queries: { staleTime: 5_000, refetchOnWindowFocus: true, retry: (count, error) => count < retries && isPassing(error) },
      mutations: { retry: false },
    },
  });

/** What may go away by itself: no answer, too many requests, a server's fault. */
const isPassing = (error: unknown): boolean => isApiFailure(error) && (error.status === 0 || error.status === 429 || error.status >= 500);
