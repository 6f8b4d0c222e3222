/** Where the issuer sends people back to. */
export const callbackPath = "/signin/callback";

/** Where a sign-out ends when the issuer has no page for it. */
export const signedOutPath = "/signed-out";
