/** A tenant. Its id comes from a verified claim or from an event that product code published, never from a path or a body. */
export type WorkspaceId = string & { readonly workspaceId: unique symbol };

/** Brands an id that was verified. Throws a RangeError on an empty or absurdly long one. */
export const toWorkspaceId = (text: string): WorkspaceId => {
  if (text.length === 0 || text.length > 128) throw new RangeError("a workspace id has 1 to 128 characters");
  return text as WorkspaceId; // safe: the caller took it from a verified token or event; length is checked above
};
