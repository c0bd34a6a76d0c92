import { MessageChannel } from "node:worker_threads";
import { expect, it } from "vitest";
import { isOutage } from "@/lib/db/outage";
import { sqlErrorOf } from "@/lib/db/sql-error";
import { AppError, isAppError } from "@/lib/errors";
import { packError, unpackError } from "./background-messages";

/** An error as the other thread has it. */
async function sent(error: unknown): Promise<Error> {
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise<Error>((resolve) =>
    port2.once("message", (packed) => resolve(unpackError(packed))),
  );
  port1.postMessage(packError(error));
  const result = await heard;
  port1.close();
  return result;
}

it("a refusal is the same refusal in the other thread, with what the caller is told", async () => {
  const error = await sent(
    new AppError("unavailable", "Send them again.", { retryAfterSeconds: 5, cause: new Error("lost") }),
  );
  expect(isAppError(error)).toBe(true);
  expect(error).toMatchObject({
    code: "unavailable",
    message: "Send them again.",
    details: { retryAfterSeconds: 5 },
    cause: { message: "lost" },
  });
});

it("what Postgres said is known in the other thread, however deep it was wrapped, and without its driver", async () => {
  const said = Object.assign(new Error("bad value"), {
    name: "PostgresError",
    code: "22P02",
    constraint_name: "fixes_range",
    socket: { write: () => {} },
  });
  const error = await sent(new Error("Failed query", { cause: said }));
  expect(sqlErrorOf(error)).toEqual({ code: "22P02", constraint: "fixes_range" });
  expect(isOutage(await sent(Object.assign(new Error("gone"), { code: "ECONNRESET" })))).toBe(true);
});

it("whatever was thrown arrives as an error", async () => {
  expect((await sent("a word")).message).toBe("a word");
});
