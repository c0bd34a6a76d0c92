import { describe, expect, it } from "vitest";
import { ApiError, type ApiErrorCode } from "@/lib/http/client";
import { FixOutbox, type OutgoingFix } from "./fix-outbox";
import { FixSender, type SendAnswer } from "./fix-sender";

const fix = (id: string): OutgoingFix => ({
  id,
  latitude: 6.2,
  longitude: 3.4,
  accuracy: 9,
  speed: null,
  heading: null,
  altitude: null,
  battery: null,
  recorded_at: "2026-11-21T09:00:00.000Z",
});

const refusal = (status: number, code: ApiErrorCode = "internal") => new ApiError(code, status, "No.");

/** A server that answers as told, and a clock that only moves when asked. */
function bench(answer: (batch: readonly OutgoingFix[], call: number) => SendAnswer | undefined) {
  const batches: string[][] = [];
  const waits: { ms: number; wake: () => void }[] = [];
  const sender = new FixSender(new FixOutbox(null, "a"), {
    send: async (batch) => {
      batches.push(batch.map((one) => one.id));
      return answer(batch, batches.length) ?? { results: batch.map(() => ({})) };
    },
    now: () => 1000,
    random: () => 0.5,
    wait: (ms, wake) => {
      const waiting = { ms, wake };
      waits.push(waiting);
      return () => void waits.splice(waits.indexOf(waiting), 1);
    },
    onChange: () => undefined,
  });
  const settle = async () => {
    for (let turn = 0; turn < 40; turn++) await Promise.resolve();
  };
  return { sender, batches, waits, settle };
}

describe("sending fixes from a phone", () => {
  it("sends in order and keeps everything while there is no network", async () => {
    let isDown = true;
    const { sender, batches, waits, settle } = bench(() => {
      if (isDown) throw refusal(0, "network");
    });
    for (const id of ["1", "2", "3"]) sender.add(fix(id));
    await settle();
    expect(sender.state).toMatchObject({ waiting: 3, problem: "network", confirmedAt: null });
    isDown = false;
    waits[0]?.wake();
    await settle();
    expect(batches.at(-1)).toEqual(["1", "2", "3"]);
    expect(sender.state).toMatchObject({ waiting: 0, problem: null, confirmedAt: 1000, lost: 0 });
  });

  it("drops what is from before the shift, and does not take it for shared", async () => {
    const { sender, settle } = bench((batch, call) =>
      call === 1 ? { results: batch.map(() => ({ verdict: "off_shift" })) } : undefined,
    );
    sender.add(fix("1"));
    await settle();
    expect(sender.state).toMatchObject({
      waiting: 0,
      refused: 0,
      refusal: "outside_shift",
      confirmedAt: null,
    });
    sender.add(fix("2"));
    await settle();
    expect(sender.state).toMatchObject({ refusal: null, confirmedAt: 1000 });
  });

  it("waits longer after each failure and does not send before", async () => {
    const { sender, batches, waits, settle } = bench(() => {
      throw refusal(503, "unavailable");
    });
    sender.add(fix("1"));
    await settle();
    const pauses: number[] = [];
    for (let round = 0; round < 4; round++) {
      pauses.push(waits[0]?.ms ?? 0);
      sender.add(fix(`more${round}`));
      await settle();
      expect(batches).toHaveLength(round + 1);
      waits.shift()?.wake();
      await settle();
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[3]).toBeGreaterThan(pauses[0] ?? 0);
    expect(sender.state.problem).toBe("server");
  });

  it("drops only the fix that can never be right", async () => {
    const { sender, batches, settle } = bench((batch) => {
      if (batch.some((one) => one.id === "bad")) throw refusal(422, "impossible");
    });
    for (const id of ["1", "bad", "3"]) sender.add(fix(id));
    await settle();
    expect(sender.state).toMatchObject({ waiting: 0, refused: 1 });
    expect(batches.flat().filter((id) => id === "3").length).toBeGreaterThan(0);
    expect(batches.at(-1)).not.toContain("bad");
  });

  it("keeps the fixes and asks for a new sign-in when the session has ended", async () => {
    const { sender, waits, settle } = bench(() => {
      throw refusal(401, "unauthenticated");
    });
    sender.add(fix("1"));
    await settle();
    expect(sender.state).toMatchObject({ waiting: 1, problem: "signed_out" });
    expect(waits).toEqual([]);
  });

  it("counts what a taken batch refused, says why, and calls nothing confirmed that was not taken", async () => {
    let clockIsWrong = true;
    const { sender, settle } = bench((batch) => ({
      results: batch.map((_, at) =>
        clockIsWrong
          ? { error: { code: "impossible", message: "Set the clock.", field: `fixes.${at}.recorded_at` } }
          : {},
      ),
    }));
    for (const id of ["1", "2"]) sender.add(fix(id));
    await settle();
    expect(sender.state).toMatchObject({ waiting: 0, refused: 2, refusal: "wrong_clock", confirmedAt: null });
    clockIsWrong = false;
    sender.add(fix("3"));
    await settle();
    expect(sender.state).toMatchObject({ waiting: 0, refused: 2, refusal: null, confirmedAt: 1000 });
  });

  it("remembers what became of the newest fix that was taken", async () => {
    const { sender, settle } = bench((batch, call) => ({
      results: batch.map(() => (call === 1 ? { verdict: "outlier" } : { verdict: "off_shift" })),
    }));
    sender.add(fix("1"));
    await settle();
    sender.add(fix("2"));
    await settle();
    expect(sender.state).toMatchObject({ verdict: "outlier", refusal: "outside_shift" });
  });

  it("tells a refused clock from any other refusal, by the newest fix", async () => {
    const { sender, settle } = bench((batch) => ({
      results: batch.map((one) =>
        one.id === "bad"
          ? { error: { code: "impossible", message: "No place.", field: "fixes.0.latitude" } }
          : {},
      ),
    }));
    sender.add(fix("bad"));
    await settle();
    expect(sender.state).toMatchObject({ refused: 1, refusal: "refused" });
  });
});
