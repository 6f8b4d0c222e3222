import { type User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import type { Config } from "../config.ts";
import { callbackPath } from "./paths.ts";

/** Makes the client of the stage's issuer: authorization code with PKCE. It is loaded when somebody signs in, is renewed or signs out. */
export const createOidc = (config: Config, origin: string) => {
  const manager = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    scope: config.scope,
    redirect_uri: `${origin}${callbackPath}`,
    post_logout_redirect_uri: `${origin}/`,
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    automaticSilentRenew: false,
  });

  const complete = async (): Promise<User> => {
    const user = await manager.signinCallback();
    if (!user) throw new Error("The issuer sent no answer");
    return user;
  };
  // Without a refresh token a silent renewal would need a frame, which the page's policy forbids.
  const renew = async (): Promise<User | null> => ((await manager.getUser())?.refresh_token ? manager.signinSilent() : null);
  /** Leaves for the issuer's sign-out; answers false when it has none and only this page has forgotten. */
  const end = async (): Promise<boolean> => {
    if (await manager.metadataService.getEndSessionEndpoint().catch(() => undefined)) {
      // Cognito knows its own names for these two.
      await manager.signoutRedirect({ extraQueryParams: { client_id: config.clientId, logout_uri: `${origin}/` } });
      return true;
    }
    await manager.removeUser();
    return false;
  };
  return { start: (state: string) => manager.signinRedirect({ state }), complete, renew, end };
};

export type Oidc = ReturnType<typeof createOidc>;
