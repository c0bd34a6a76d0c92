import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WindowRisk } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";
import { aJob, sampleTime } from "@/tests/support/live-samples";
import { judgeWindow } from "./window-risk";

const MINUTE = 60_000;
const now = sampleTime;
const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();
/** The window ends in half an hour. */
const job = (over: Partial<JobWire> = {}) => aJob("j", { status: "en_route", window_end: at(30), ...over });
const arriving = (minutes: number, doubt = 3) => ({
  at: now + minutes * MINUTE,
  earliest: now + (minutes - doubt) * MINUTE,
  latest: now + (minutes + 2 * doubt) * MINUTE,
});
const said = (over: Partial<WindowRisk> = {}): WindowRisk => ({
  since: at(-5),
  technicianId: "technician-1",
  deadline: at(30),
  cause: "arrives_late",
  lateSeconds: 600,
  ...over,
});

describe("a promised window", () => {
  it.each([
    ["is left alone while the usual drive is in time", job(), null, arriving(25), "leave"],
    ["is left alone while a fast drive may be in time", job(), null, arriving(32), "leave"],
    ["is in danger when even a fast drive is late", job(), null, arriving(34), "warn"],
    ["is not said to be in danger twice", job(), said(), arriving(40), "leave"],
    ["is not safe for a minute", job(), said(), arriving(29), "leave"],
    ["is safe with two minutes to spare", job(), said(), arriving(28), "safe"],
    ["is not judged by nothing", job(), null, null, "leave"],
    ["keeps its warning when nothing is known any more", job(), said(), null, "leave"],
    ["that is over is missed when nobody is known to come", job({ window_end: at(-1) }), null, null, "warn"],
    [
      "that is over is not told of twice",
      job({ window_end: at(-1) }),
      said({ deadline: at(-1) }),
      null,
      "leave",
    ],
    ["of a job without one is nobody's", job({ window_end: null }), null, arriving(500), "leave"],
    [
      "is no matter any more once somebody is there",
      job({ arrived_at: at(-1) }),
      said(),
      arriving(40),
      "forget",
    ],
    ["is no matter any more when the job is cancelled", job({ status: "cancelled" }), said(), null, "forget"],
    ["is nobody's when nobody has the job", job({ technician_id: null }), null, null, "leave"],
    [
      "is in danger anew with somebody else who is late too",
      job({ technician_id: "t2" }),
      said(),
      arriving(40),
      "warn",
    ],
    ["is safe with somebody else who is near", job({ technician_id: "t2" }), said(), arriving(5), "safe"],
    ["that was moved is judged anew", job({ window_end: at(35) }), said(), arriving(45), "warn"],
    ["ends with the SLA when that is earlier", job({ sla_due_at: at(10) }), null, arriving(20), "warn"],
  ] as const)("%s", (_, one, stored, times, verdict) => {
    expect(judgeWindow(one, stored, times, now).verdict).toBe(verdict);
  });

  it("says by how much it will be missed, and why", () => {
    expect(judgeWindow(job(), null, arriving(40), now)).toEqual({
      verdict: "warn",
      risk: said({ since: at(0), lateSeconds: 600 }),
    });
    expect(judgeWindow(job({ window_end: at(-2) }), null, null, now)).toMatchObject({
      risk: { cause: "window_over", lateSeconds: 120 },
    });
  });

  it("never flaps: an estimate that wavers by a minute and a half to each side changes at most once", () => {
    const wavering = fc.array(fc.integer({ min: -89, max: 89 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 50 }), fc.boolean(), wavering, (center, warned, noise) => {
        let stored: WindowRisk | null = warned ? said() : null;
        let changes = 0;
        for (const seconds of noise) {
          const judged = judgeWindow(job(), stored, arriving(center + seconds / 60, 1), now);
          if (judged.verdict === "leave") continue;
          stored = judged.verdict === "warn" ? judged.risk : null;
          changes += 1;
        }
        expect(changes).toBeLessThanOrEqual(1);
      }),
    );
  });
});
