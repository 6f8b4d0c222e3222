/** A path of this page to come back to, never another origin. */
export type ReturnPath = string & { readonly returnPath: true };

const home = "/success";

/** Keeps what is a path of this page with its query; anything else becomes the start page. */
export const toReturnPath = (value: unknown): ReturnPath => {
  const own = typeof value === "string" && /^\/(?![/\\])/.test(value) && !value.startsWith("/signin/") && !value.startsWith("/signed-out");
  return (own ? value : home) as ReturnPath; // safe: checked above
};
