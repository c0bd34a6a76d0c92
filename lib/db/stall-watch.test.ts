import { describe, expect, it } from "vitest";
import { StallWatch, TICK_MS, type Unit } from "./stall-watch";

const PATIENCE_MS = 5_000;
const LONG = PATIENCE_MS / TICK_MS + 1;

function watching(connections = 2) {
  let stalls = 0;
  const watch = new StallWatch(connections, PATIENCE_MS, () => {
    stalls += 1;
  });
  const open = (state: Partial<Unit>) =>
    Object.assign(
      watch.open(() => {}),
      state,
    );
  const tick = (times: number) => {
    for (let i = 0; i < times; i += 1) watch.tick();
    return stalls;
  };
  return { watch, open, tick };
}

describe("a database that owes an answer", () => {
  it.each<[string, Partial<Unit>]>([
    ["to a statement or the beginning of a transaction", { phase: "waiting" }],
    ["to a statement in a transaction", { phase: "working", unanswered: 1 }],
    ["to a commit", { phase: "finishing" }],
  ])("%s is noticed after the patience, not before", (_, state) => {
    const { open, tick } = watching();
    open(state);
    expect(tick(LONG - 1)).toBe(0);
    expect(tick(1)).toBe(1);
  });

  it("has time again with every answer", () => {
    const { watch, open, tick } = watching();
    const unit = open({ phase: "working", unanswered: 3 });
    tick(LONG - 1);
    watch.answered(unit);
    expect(tick(LONG - 1)).toBe(0);
  });

  it("is forgotten with the unit", () => {
    const { watch, open, tick } = watching();
    watch.close(open({ phase: "finishing" }));
    expect(tick(LONG * 2)).toBe(0);
  });
});

describe("a database that owes nothing", () => {
  it("may be silent while a transaction thinks", () => {
    const { open, tick } = watching();
    open({ phase: "working", unanswered: 0 });
    expect(tick(LONG * 10)).toBe(0);
  });

  it("does not answer those who wait for a connection while all are at work", () => {
    const { open, tick } = watching(1);
    open({ phase: "working", unanswered: 0 });
    open({ phase: "waiting" });
    expect(tick(LONG * 10)).toBe(0);
  });
});
