import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import type { Root } from "react-dom/client";
import { createApi } from "../api/client.ts";
import { sessionQuery } from "../api/queries.ts";
import { createQueryClient } from "../api/query-client.ts";
import { type App, AppContext } from "../app.ts";
import { callbackPath, signedOutPath } from "../auth/paths.ts";
import { createSignIn, type SignIn } from "../auth/sign-in.ts";
import { type Config, loadConfig } from "../config.ts";
import { createPageRouter } from "../router/router.tsx";
import { messages, StartPage, type Trouble } from "./start-page.tsx";

/** Reads the settings, makes sure that somebody is signed in, and shows the app; what goes wrong on the way is said in plain words. */
export const boot = async (root: Root): Promise<void> => {
  const stop = (error: unknown, trouble: Omit<Trouble, "detail">) => root.render(<StartPage {...trouble} detail={detailOf(error)} />);
  const reload = { action: messages.again, onAction: () => window.location.reload() };
  let config: Config;
  try {
    config = await loadConfig();
  } catch (error) {
    return stop(error, { title: messages.noConfig, body: messages.noConfigBody, ...reload });
  }
  const signIn = createSignIn(config, window.location.origin);
  try {
    if (!(await isSignedIn(signIn))) return await signIn.start(here());
  } catch (error) {
    if (window.location.pathname !== callbackPath) return stop(error, { title: messages.noIssuer, body: messages.noIssuerBody, ...reload });
    const again = { action: messages.signIn, onAction: () => void signIn.start("/success") };
    return stop(error, { title: messages.noSignIn, body: messages.noSignInBody, ...again });
  }
  show(root, config, signIn);
};

const here = (): string => `${window.location.pathname}${window.location.search}`;

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : "");

/** Takes the issuer's answer where this is one, else the sign-in that this tab remembers. */
const isSignedIn = async (signIn: SignIn): Promise<boolean> => {
  if (window.location.pathname === callbackPath) {
    window.history.replaceState(null, "", await signIn.complete());
    return true;
  }
  signIn.load();
  return signIn.token() !== undefined || window.location.pathname === signedOutPath;
};

const show = (root: Root, config: Config, signIn: SignIn): void => {
  const api = createApi(config, {
    token: signIn.token,
    // With a token that is still good, signing in again would only lead in circles: the page says so instead.
    onRefused: () => {
      if (signIn.token() === undefined) void signIn.start(here());
    },
  });
  const queryClient = createQueryClient(() => {
    if (queryClient.getQueryData(sessionQuery(api).queryKey)?.flags.success !== true) return;
    void queryClient.invalidateQueries({ queryKey: sessionQuery(api).queryKey }).then(() => router.invalidate());
  });
  const app: App = { api, queryClient, signIn };
  const router = createPageRouter(app);
  router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
    if (fromLocation && pathChanged) document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  });
  root.render(
    <StrictMode>
      <AppContext value={app}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AppContext>
    </StrictMode>,
  );
};
