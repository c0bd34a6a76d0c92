import { describe, expect, it } from "vitest";
import { FixOutbox, type OutgoingFix } from "./fix-outbox";

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

function shelf(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

const ids = (outbox: FixOutbox) => outbox.oldest(100).map((one) => one.id);

describe("fixes that wait for the network", () => {
  it("survive the page and keep their order", () => {
    const kept = shelf();
    const before = new FixOutbox(kept, "a");
    for (const id of ["1", "2", "3"]) before.add(fix(id));
    before.confirm(["1"]);
    expect(ids(new FixOutbox(kept, "a"))).toEqual(["2", "3"]);
  });

  it("are never sent by somebody else on the same phone", () => {
    const kept = shelf();
    new FixOutbox(kept, "a").add(fix("1"));
    expect(new FixOutbox(kept, "b").size).toBe(0);
  });

  it("lose the oldest when there is no room, and say how many", () => {
    const outbox = new FixOutbox(null, "a", 2);
    for (const id of ["1", "2", "3", "4"]) outbox.add(fix(id));
    expect(ids(outbox)).toEqual(["3", "4"]);
    expect(outbox.lost).toBe(2);
  });

  it("stay in memory when the browser refuses storage", () => {
    const refusing = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const outbox = new FixOutbox(refusing, "a");
    outbox.add(fix("1"));
    expect(outbox.size).toBe(1);
  });

  it.each(["not json", '{"a":1}', '[{"id":7},null,"x"]'])(
    "start empty when what was kept is broken: %s",
    (text) => {
      const kept = shelf();
      kept.setItem("a", text);
      expect(new FixOutbox(kept, "a").size).toBe(0);
    },
  );
});
