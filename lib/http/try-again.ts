import { setTimeout } from "node:timers/promises";
import { isFailure } from "./failure.ts";

const mostTries = 6;
const firstPauseMs = 10;

/**
 * Runs a request, and runs it again from its start while all that stood in its way was another write at the same time. The pauses
 * between are random, so that the writers part. After the last try the failure is the caller's.
 */
export const tryAgain = async <Answer>(attempt: () => Promise<Answer>): Promise<Answer> => {
  for (let tries = 1; tries < mostTries; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isFailure(error) || !error.again) throw error;
      await setTimeout(Math.random() * firstPauseMs * 2 ** tries);
    }
  }
  return attempt();
};
