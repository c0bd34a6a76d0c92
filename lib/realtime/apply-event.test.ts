import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aJob, anEvent, aSnapshot } from "@/tests/support/live-samples";
import {
  applyEvent,
  applyEvents,
  applyInitialState,
  applyJob,
  completeUpTo,
  emptyLiveState,
  RECENT_EVENTS,
} from "./apply-event";

/** The day of a small firm: who did what is decided by the number alone, so that any subset is consistent. */
const day = Array.from({ length: 60 }, (_, i) => anEvent(i + 1));
const inOrder = (upTo = day.length) =>
  completeUpTo(applyEvents(emptyLiveState, day.slice(0, upTo)).state, upTo);

describe("applying events", () => {
  it("ends the same for every order and any repetition, in any batches", () => {
    const shuffledWithRepeats = fc
      .array(fc.integer({ min: 0, max: day.length - 1 }), { maxLength: 80 })
      .chain((extra) =>
        fc.shuffledSubarray([...day.keys(), ...extra], { minLength: day.length + extra.length }),
      );
    fc.assert(
      fc.property(shuffledWithRepeats, fc.integer({ min: 1, max: 9 }), (order, batch) => {
        let state = emptyLiveState;
        let fresh = 0;
        for (let i = 0; i < order.length; i += batch) {
          const events = order.slice(i, i + batch).flatMap((at) => day[at] ?? []);
          const result = applyEvents(state, events);
          state = result.state;
          fresh += result.fresh.length;
        }
        expect(fresh).toBe(day.length);
        expect(plain(state)).toEqual(plain(inOrder()));
      }),
    );
  });

  it("ends the same when a snapshot of any age arrives at any moment", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(day, { minLength: day.length }),
        fc.integer({ min: 0, max: day.length }),
        fc.integer({ min: 0, max: day.length }),
        (order, moment, age) => {
          const snapshot = aSnapshot(inOrder(age));
          let state = applyEvents(emptyLiveState, order.slice(0, moment)).state;
          state = applyInitialState(state, snapshot);
          state = applyEvents(state, order.slice(moment)).state;
          expect(plain(state)).toEqual({ ...plain(inOrder()), tenant: snapshot.tenant });
        },
      ),
    );
  });

  it("hands on each event once, in number order", () => {
    const { state, fresh } = applyEvents(emptyLiveState, [anEvent(3), anEvent(1), anEvent(3)]);
    expect(fresh.map((event) => event.seq)).toEqual([1, 3]);
    expect(applyEvents(state, [anEvent(1), anEvent(3)]).fresh).toEqual([]);
  });

  it("returns the same object when nothing is new, so that nobody redraws", () => {
    const state = applyEvent(emptyLiveState, anEvent(1));
    expect(applyEvent(state, anEvent(1))).toBe(state);
  });

  it("stops at a hole and closes it when the missing event arrives", () => {
    const holed = applyEvents(emptyLiveState, [anEvent(1), anEvent(2), anEvent(4), anEvent(5)]).state;
    expect(holed.seq).toBe(2);
    expect(applyEvent(holed, anEvent(3)).seq).toBe(5);
  });

  it("passes numbers that are not for this page once the server vouches for them", () => {
    const state = completeUpTo(applyEvents(emptyLiveState, [anEvent(2), anEvent(9)]).state, 8);
    expect(state.seq).toBe(9);
    expect(applyEvent(state, anEvent(7))).toBe(state);
  });

  it("keeps the newest events of the feed only", () => {
    const many = Array.from({ length: RECENT_EVENTS + 50 }, (_, i) => anEvent(i + 1));
    const { recent } = applyEvents(emptyLiveState, many).state;
    expect(recent).toHaveLength(RECENT_EVENTS);
    expect(recent[0]?.seq).toBe(51);
  });
});

describe("taking a snapshot", () => {
  it("drops jobs that it does not name", () => {
    const state = inOrder(20);
    const after = applyInitialState(state, { ...aSnapshot(state), seq: 21, jobs: [] });
    expect(after.jobs.size).toBe(0);
  });

  it("ignores one that is older than the page, and takes it when told to start over", () => {
    const snapshot = aSnapshot(inOrder(10));
    const state = applyInitialState(emptyLiveState, aSnapshot(inOrder(20)));
    expect(applyInitialState(state, snapshot)).toBe(state);
    expect(applyInitialState(state, snapshot, true).seq).toBe(10);
  });
});

describe("taking the answer to our own request", () => {
  it("shows the job at once and lets no older version replace it", () => {
    const state = applyJob(emptyLiveState, aJob("job-1", { version: 4 }));
    expect(applyJob(state, aJob("job-1", { version: 3 }))).toBe(state);
    expect(applyJob(state, aJob("job-1", { version: 5 })).jobs.get("job-1")?.version).toBe(5);
  });
});

function plain(state: typeof emptyLiveState) {
  const { describedAt: _, ...visible } = state;
  const byId = <T>(map: ReadonlyMap<string, T>) =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...visible,
    ahead: [...visible.ahead],
    technicians: byId(visible.technicians),
    jobs: byId(visible.jobs),
  };
}
