import { type ParsedLocation, redirect } from "@tanstack/react-router";
import { sessionQuery } from "../api/queries.ts";
import type { App } from "../app.ts";

type Opening = { context: App; location: ParsedLocation };

/**
 * Lets a page open when Success is on for the workspace; else it leads to the unlock page, which comes back here. The workspace's
 * settings stay open: that is where an admin turns it on.
 */
export const guardWorkspace = async ({ context, location }: Opening): Promise<void> => {
  const session = await context.queryClient.ensureQueryData(sessionQuery(context.api));
  if (session.flags.success || location.pathname === "/settings/workspace") return;
  throw redirect({ to: "/success-unlock", search: { next: location.href }, replace: true });
};
