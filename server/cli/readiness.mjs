import { setTimeout as pause } from "node:timers/promises";
import { describeEnding } from "./companion.mjs";
import { Failure } from "./failure.mjs";

/**
 * Waits until the server answers `GET /api/ready` with 200.
 * @param {string} baseUrl
 * @param {import("./companion.mjs").Companion} server
 * @param {{ timeoutMs: number, givenUp: () => boolean }} options
 * @throws {Failure} when the server ends or the time is up
 */
export async function untilReady(baseUrl, server, { timeoutMs, givenUp }) {
  const deadline = Date.now() + timeoutMs;
  let last = "it did not answer";
  while (!givenUp()) {
    const ending = server.ending();
    if (ending)
      throw new Failure(
        `The server ended while starting (${describeEnding(ending)}); its last words are above.`,
      );
    if (Date.now() > deadline) {
      throw new Failure(
        `The server was not ready after ${timeoutMs / 1000} s (${last}); what it wrote is above.`,
      );
    }
    try {
      const answer = await fetch(`${baseUrl}/api/ready`, {
        signal: AbortSignal.timeout(5000),
        redirect: "manual",
      });
      // Read to the end, or the connection would stay open and delay the server's stop.
      const body = await answer.text();
      if (answer.ok) return;
      last = `it answered ${answer.status}: ${body.slice(0, 200)}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await pause(100);
  }
}
