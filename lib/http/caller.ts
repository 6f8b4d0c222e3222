import { toWorkspaceId, type WorkspaceId } from "../store/workspace-id.ts";
import { type Role, roles } from "./endpoint.ts";
import { Failure } from "./failure.ts";

/** Who calls, from the verified token alone. */
export type Caller = { workspaceId: WorkspaceId; sub: string; name: string; email: string | null; role: Role };

/** The names of the token's claims that carry workspace and role; a stage setting. */
export type ClaimNames = { workspace: string; role: string };

const longestWorkspaceId = 128;

/** Reads the caller from claims that the authorizer verified. A token without workspace is refused; without a known role it may only read. */
export const readCaller = (claims: Record<string, unknown>, names: ClaimNames): Caller => {
  const text = (name: string): string | null => (typeof claims[name] === "string" && claims[name] !== "" ? claims[name] : null);
  const workspace = text(names.workspace);
  const sub = text("sub");
  if (!workspace || workspace.length > longestWorkspaceId || !sub)
    throw new Failure("forbidden", { detail: "The token names no workspace" });
  const email = text("email");
  return {
    workspaceId: toWorkspaceId(workspace),
    sub,
    name: text("name") ?? email ?? sub,
    email,
    role: roles.find((role) => role === text(names.role)) ?? "viewer",
  };
};
