import type { QueryClient } from "@tanstack/react-query";
import { useSuspenseQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Api } from "./api/client.ts";
import { sessionQuery } from "./api/queries.ts";
import type { Session } from "./api/types.ts";
import type { SignIn } from "./auth/sign-in.ts";

/** What every page may use. */
export type App = { api: Api; queryClient: QueryClient; signIn: SignIn };

export const AppContext = createContext<App | undefined>(undefined);

export const useApp = (): App => {
  const app = useContext(AppContext);
  if (!app) throw new Error("The page is outside the app");
  return app;
};

export const useApi = (): Api => useApp().api;

/** The session of the person who is signed in; the routes' guard has read it before any page is shown. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery(useApi())).data;
