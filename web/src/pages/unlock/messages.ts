/** The words of the unlock page. */
export const messages = {
  title: "Request access",
  heading: (workspace: string) => `Success is not on for ${workspace} yet.`,
  lines: [
    "See who needs you next, and why, before you open a single account.",
    "Contracts and billing in one ledger, each number with its arithmetic.",
    "What customers asked for, matched to what you shipped.",
  ],
  email: "Work e-mail",
  reason: "Why",
  reasonHint: "What you would like to do with it. An admin reads this.",
  request: "Request access",
  requesting: "Sending…",
  sent: (workspace: string) => `Request sent. An admin of ${workspace} can grant it under Settings → Workspace.`,
  notSent: "That didn't work. Try again.",
  admin: "You are an admin here: you can turn it on yourself.",
  openSettings: "Open Workspace settings",
  signedInAs: (name: string) => `Signed in as ${name}`,
  signOut: "Sign out",
} as const;
