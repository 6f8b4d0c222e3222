/** Every way in which a request can end badly, as api.md closes the list. The code is the contract; the title is for people. */
export const failures = {
  invalid_request: { status: 400, title: "The request is not valid" },
  invalid_cursor: { status: 400, title: "The cursor belongs to another query or is unreadable" },
  invalid_signature: { status: 401, title: "The signature does not match" },
  forbidden: { status: 403, title: "Your role does not allow this" },
  feature_disabled: { status: 403, title: "Success is not on for this workspace" },
  not_found: { status: 404, title: "Not found" },
  account_not_found: { status: 404, title: "Account not found" },
  unknown_section: { status: 404, title: "There is no such section" },
  idempotency_conflict: { status: 409, title: "This Idempotency-Key was used for another request" },
  demo_not_started: { status: 409, title: "The demo has not been started" },
  demo_unavailable: { status: 409, title: "There is no demo of this" },
  version_conflict: { status: 412, title: "Changed by someone else" },
  body_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "Send JSON" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not available right now, try again" },
} as const satisfies Record<string, { status: number; title: string }>;

export type FailureCode = keyof typeof failures;

/** One field that is wrong: a JSON pointer, a machine-readable code and a sentence. */
export type FieldError = { pointer: string; code: string; message: string };

/**
 * What ends a request. Check `code`, not `instanceof`: two bundles have two classes. `again`: nothing was written because others wrote at
 * the same time, and the request may be run again from its start.
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly errors: readonly FieldError[];
  readonly again: boolean;

  constructor(code: FailureCode, options: { detail?: string; errors?: readonly FieldError[]; again?: boolean; cause?: unknown } = {}) {
    super(options.detail ?? failures[code].title, { cause: options.cause });
    this.name = "Failure";
    this.code = code;
    this.errors = options.errors ?? [];
    this.again = options.again ?? false;
  }
}

/** True for a Failure of any bundle. */
export const isFailure = (error: unknown): error is Failure =>
  error instanceof Error && error.name === "Failure" && "code" in error && typeof error.code === "string" && error.code in failures;

/** Nothing was written because somebody else wrote at the same moment; run again from its start, the request may well succeed. */
export const lostRace = (): Failure =>
  new Failure("unavailable", { detail: "Others are writing at the same time; nothing was changed", again: true });
