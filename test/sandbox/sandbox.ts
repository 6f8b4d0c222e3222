import { setInterval } from "node:timers/promises";
import { type HttpRequest, type HttpResponse, serve } from "#infra/local/http-server.ts";
import { isObject, messageOf, parseJson } from "#infra/local/json.ts";
import { runCommand } from "./commands.ts";
import { type KeepingOptions, keepWorld, secondNow } from "./keep-world.ts";
import { nextEvents } from "./stripe/world.ts";

export type SandboxOptions = KeepingOptions & {
  /** One thing happens in each such time, 4 seconds if not given. */
  paceMs?: number;
  /** Sends the history and after that only what commands ask for. */
  initialOnly?: boolean;
};

export type Sandbox = {
  /** The port on 127.0.0.1 that takes `POST /<command>` with `{"args": ["…"]}` and answers lines of text. */
  port: number;
  /** How many events were accepted since the start. */
  sent(): number;
  /** Resolves when the history, or what the last run left of it, was accepted; rejects when the sandbox is stopped before. */
  settled(): Promise<void>;
  /** Ends everything; the state file then holds the world and what was not accepted. */
  stop(): Promise<void>;
};

// A target that accepts nothing must not let the state grow for ever: until it does again, the world stands still.
const mostUndelivered = 200;

/**
 * Starts a small Stripe world that sends signed webhooks: its history first, then what happens as time goes by, and what commands ask
 * for. Rejects when the state file is not one of its own.
 */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const { paceMs = 4000, initialOnly = false, report = () => {} } = options;
  const kept = await keepWorld(options);
  const history = kept.delivery.settled();
  const stopping = new AbortController();

  const live = async () => {
    await history;
    for await (const _ of setInterval(paceMs, undefined, { signal: stopping.signal })) {
      const quiet = kept.delivery.undelivered().length >= mostUndelivered;
      if (!quiet) await kept.happened(nextEvents(kept.world(), kept.random, secondNow()), 2 * paceMs);
    }
  };
  const life = (initialOnly ? history : live()).catch((error) => {
    if (!stopping.signal.aborted) report(`The sandbox stands still: ${messageOf(error)}`);
  });
  const control = await serve(0, async (request) => {
    const { world, random } = kept;
    const args = argsOf(request);
    if (request.method !== "POST" || !args) return text(400, 'Post {"args": ["…"]} to /<command>.');
    const outcome = runCommand(request.path.slice(1), { world: world(), random, now: secondNow(), args });
    if (outcome.step) await kept.happened(outcome.step, 0);
    return text(outcome.status, outcome.text);
  });
  return {
    port: Number(new URL(control.origin).port),
    sent: kept.delivery.sent,
    settled: () => history,
    stop: async () => {
      stopping.abort();
      await Promise.all([control.stop(), kept.stop(), life]);
    },
  };
};

const argsOf = ({ body }: HttpRequest): string[] | undefined => {
  if (body.length === 0) return [];
  const content = parseJson(body.toString("utf8"));
  return isObject(content) && Array.isArray(content.args) ? content.args.map(String) : undefined;
};

const text = (status: number, body: string): HttpResponse => ({ status, headers: { "content-type": "text/plain; charset=utf-8" }, body });
