import type { Config } from "../config.ts";
import { type HeldToken, readToken, writeToken } from "./held-token.ts";
import type { Oidc } from "./oidc.ts";
import { signedOutPath } from "./paths.ts";
import { type ReturnPath, toReturnPath } from "./return-path.ts";

const renewBeforeMs = 60_000;
const longestTimerMs = 2 ** 31 - 1;

type Signed = { id_token?: string | undefined; profile: { exp: number } };
export type SignIn = ReturnType<typeof createSignIn>;

/**
 * Holds the person's sign-in: the ID token in memory and in this tab's sessionStorage. `token` is undefined without a sign-in or after
 * its expiry. A refresh token, where the issuer gives one, renews it a minute before; else the person signs in again.
 */
export const createSignIn = (config: Config, origin: string) => {
  let held: HeldToken | undefined;
  const oidc = once(() => import("./oidc.ts").then(({ createOidc }) => createOidc(config, origin)));
  const hold = (token: HeldToken | undefined): void => {
    held = token;
    writeToken(token);
    if (!token) return;
    const inMs = Math.min(longestTimerMs, token.expiresAtMs - Date.now() - renewBeforeMs);
    setTimeout(() => void renew().catch(() => undefined), inMs);
  };
  const renew = async (): Promise<void> => {
    const renewed = await (await oidc()).renew();
    if (renewed) hold(toHeld(renewed));
  };

  const token = (): string | undefined => (held && held.expiresAtMs > Date.now() ? held.idToken : undefined);
  const load = (): void => {
    const remembered = readToken(Date.now());
    if (remembered) hold(remembered);
  };
  const start = leaveOnce(async (returnTo) => (await oidc()).start(toReturnPath(returnTo)));
  const complete = async (): Promise<ReturnPath> => {
    const user = await (await oidc()).complete();
    hold(toHeld(user));
    return toReturnPath(user.state);
  };
  const end = async (): Promise<void> => {
    hold(undefined);
    if (!(await (await oidc()).end())) window.location.assign(signedOutPath);
  };
  return { token, load, start, complete, end };
};

/** Several requests may be refused at once; the first one leaves the page. */
const leaveOnce = (leave: (returnTo: string) => Promise<void>): ((returnTo: string) => Promise<void>) => {
  let leaving: Promise<void> | undefined;
  return (returnTo) => {
    leaving ??= leave(returnTo).catch((error: unknown) => {
      leaving = undefined;
      throw error;
    });
    return leaving;
  };
};

const once = (load: () => Promise<Oidc>): (() => Promise<Oidc>) => {
  let loaded: Promise<Oidc> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
};

const toHeld = ({ id_token: idToken, profile }: Signed): HeldToken => {
  if (!idToken) throw new Error("The issuer sent no ID token");
  return { idToken, expiresAtMs: profile.exp * 1000 };
};
