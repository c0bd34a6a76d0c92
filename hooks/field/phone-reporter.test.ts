import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/http/client";
import type { SentReport } from "@/lib/tracking/phone-page/schema";
import { HEARTBEAT_MS, type PageFacts, PhoneReporter } from "./phone-reporter";

const facts = (over: Partial<PageFacts> = {}): PageFacts => ({
  sharing: true,
  permission: "granted",
  fixAt: null,
  waiting: 0,
  refusal: null,
  verdict: null,
  wakeLock: "held",
  battery: 80,
  charging: false,
  isOnline: true,
  ...over,
});

/** A network that is there or not, and a clock that moves only when asked. */
function bench() {
  let now = 1_000_000;
  let failure: ApiError | null = null;
  let waiting: { ms: number; wake: () => void } | null = null;
  const sent: { report: SentReport; outlives: boolean }[] = [];
  const reporter = new PhoneReporter("page-one", "visible", {
    send: async (report, outlives) => {
      sent.push({ report, outlives });
      if (failure) throw failure;
    },
    now: () => now,
    wait: (ms, wake) => {
      const own = { ms, wake };
      waiting = own;
      return () => {
        if (waiting === own) waiting = null;
      };
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return {
    reporter,
    sent,
    last: () => sent.at(-1)?.report,
    /** Lets the time pass that is waited for. @returns how long that was */
    pass: async () => {
      const due = waiting;
      if (due === null) throw new Error("nothing is waited for");
      waiting = null;
      now += due.ms;
      due.wake();
      await settle();
      return due.ms;
    },
    later: (ms: number) => {
      now += ms;
    },
    network: (isThere: boolean) => {
      failure = isThere ? null : new ApiError("network", 0, "No answer.");
    },
    answers: (status: number) => {
      failure = new ApiError("internal", status, "No.");
    },
    settle,
    waits: () => waiting?.ms ?? null,
  };
}

describe("what a phone page tells of itself", () => {
  it("goes out once for all that changes together, then once a minute", async () => {
    const { reporter, sent, pass, waits } = bench();
    reporter.update(facts());
    reporter.update(facts({ permission: "prompt" }));
    expect(sent).toEqual([]);
    await pass();
    expect(sent.map(({ report }) => [report.number, report.permission])).toEqual([[1, "prompt"]]);
    expect(waits()).toBe(HEARTBEAT_MS);
    await pass();
    expect(sent.map(({ report }) => report.number)).toEqual([1, 2]);
  });

  it("says at once, in a request that outlives it, that the page is no longer looked at", async () => {
    const { reporter, sent, pass } = bench();
    reporter.update(facts());
    await pass();
    reporter.look("hidden");
    reporter.look("hidden");
    reporter.look("closed");
    reporter.look("hidden");
    reporter.look("visible");
    expect(sent.map(({ report, outlives }) => [report.state, outlives])).toEqual([
      ["visible", false],
      ["hidden", true],
      ["closed", true],
      ["visible", false],
    ]);
  });

  it("says nothing for what changes all the time: another fix, another per cent, another one waiting", async () => {
    const { reporter, sent, pass, waits, later } = bench();
    reporter.update(facts({ fixAt: 1_000_000 }));
    await pass();
    later(5_000);
    reporter.update(facts({ fixAt: 1_005_000, battery: 79, waiting: 3 }));
    expect(waits()).toBe(HEARTBEAT_MS);
    await pass();
    expect(sent.map(({ report }) => [report.waiting, report.battery])).toEqual([
      [0, 80],
      [3, 79],
    ]);
  });

  it("tells the first place, and that the place was lost", async () => {
    const { reporter, last, pass, later } = bench();
    reporter.update(facts());
    await pass();
    expect(last()?.fix_age_seconds).toBeNull();
    reporter.update(facts({ fixAt: 1_000_000 }));
    await pass();
    expect(last()?.fix_age_seconds).toBe(2);
    later(70_000);
    reporter.update(facts({ fixAt: 1_000_000 }));
    await pass();
    expect(last()?.fix_age_seconds).toBe(73);
  });

  it("tries again sooner without network, and afterwards tells from when to when there was none", async () => {
    const { reporter, last, pass, network, settle } = bench();
    reporter.update(facts());
    await pass();
    network(false);
    await pass();
    expect(await pass()).toBeLessThan(HEARTBEAT_MS);
    expect(last()?.outage).toBeNull();
    network(true);
    await pass();
    await settle();
    // The beat that failed, and two waits of 15 s after it.
    expect(last()?.outage).toEqual({ from_age_seconds: 30, until_age_seconds: 0 });
  });

  it("counts as without network what the device itself says", async () => {
    const { reporter, last, pass, later, network } = bench();
    reporter.update(facts());
    await pass();
    network(false);
    reporter.update(facts({ isOnline: false }));
    later(200_000);
    network(true);
    reporter.update(facts());
    await pass();
    expect(last()?.outage?.from_age_seconds).toBe(201);
  });

  it.each([
    [503, "soon", 15_000],
    [400, "with the next beat", HEARTBEAT_MS],
    [401, "never", null],
    [404, "never", null],
  ])("an answer of %i is no missing network, and the next report goes out %s", async (status, _, wait) => {
    const { reporter, last, pass, answers, network, waits } = bench();
    reporter.update(facts());
    answers(status);
    await pass();
    expect(waits()).toBe(wait);
    if (wait === null) return;
    network(true);
    await pass();
    expect(last()?.outage).toBeNull();
  });

  it("says nothing after the shift", async () => {
    const { reporter, sent, waits } = bench();
    reporter.update(facts());
    reporter.stop();
    reporter.look("hidden");
    reporter.update(facts({ sharing: false }));
    expect(sent).toEqual([]);
    expect(waits()).toBeNull();
  });
});
