import { describe, expect, it } from "vitest";
import { aJob, anArrival, sampleTime } from "@/tests/support/live-samples";
import { etaOfJob } from "./eta-of-job";

const MINUTE = 60_000;
const at = (minutes: number) => new Date(sampleTime + minutes * MINUTE).toISOString();
const driven = aJob("j", { status: "en_route" });
const arrival = anArrival("j");
const elsewhere = anArrival("another");

describe("eta of a job", () => {
  it("is a moment, seconds from now, an interval, and how it is known", () => {
    expect(etaOfJob(driven, [arrival], true, sampleTime + 4 * MINUTE)).toEqual({
      at: at(10),
      seconds: 360,
      interval: [at(7), at(15)],
      by: "straight_line",
      on_the_way: true,
      as_of: at(0),
      reason: null,
    });
  });

  it.each([
    ["finished", { ...driven, status: "failed" as const }, [arrival], true],
    ["no_technician", { ...driven, technician_id: null }, [], true],
    ["on_site", { ...driven, on_site: true }, [arrival], true],
    ["on_site", { ...driven, arrived_at: at(-1) }, [arrival], true],
    ["off_shift", driven, [arrival], false],
    ["not_next_job", driven, [elsewhere], true],
    ["not_known_yet", driven, [], true],
    [
      "position_too_old",
      driven,
      [anArrival("j", { seconds: null, interval_seconds: null, reason: "position_too_old" })],
      true,
    ],
  ] as const)("is no number but a reason: %s", (reason, job, estimates, onShift) => {
    const eta = etaOfJob(job, estimates, onShift, sampleTime);
    expect(eta).toMatchObject({ at: null, seconds: null, interval: null, by: null, reason });
  });
});
