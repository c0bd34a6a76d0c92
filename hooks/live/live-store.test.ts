import { describe, expect, it } from "vitest";
import type { ArrivalsWire } from "@/lib/dispatch/arrival-wire";
import { emptyLiveState } from "@/lib/realtime/apply-event";
import type { AnyEvent, TechnicianWire } from "@/lib/realtime/protocol";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";
import { anArrival, aPosition, aSnapshot, aTechnician, sampleTime } from "@/tests/support/live-samples";
import { LiveStore } from "./live-store";

const iso = (minutes: number) => new Date(sampleTime + minutes * 60_000).toISOString();

function statusEvent(seq: number, minutes: number, over: Partial<TechnicianWire>): AnyEvent {
  const technician = aTechnician("t", over);
  const { status, full_name } = technician;
  const at = iso(minutes);
  return {
    seq,
    occurred_at: at,
    recorded_at: at,
    type: "technician_status",
    data: {
      technician_id: "t",
      technician_name: full_name,
      status,
      previous_status: null,
      occurred_at: at,
      technician,
    },
  };
}

const ended = (seq: number, minutes: number) =>
  statusEvent(seq, minutes, { status: "off_duty", shift_started_at: null });

/** A page that knows where a technician was so many minutes after the start. */
function storeWith(minutes: number) {
  const store = new LiveStore();
  const technicians = new Map([["t", aTechnician("t")]]);
  const snapshot = aSnapshot({ ...emptyLiveState, seq: 1, technicians });
  store.takeSnapshot({ ...snapshot, positions: { t: aPosition({ recorded_at: iso(minutes) }) } });
  return store;
}

describe("the place of a technician whose shift ends (LOC-12)", () => {
  it("is forgotten when the shift had ended before he was there, and its listeners are told", () => {
    const store = storeWith(30);
    let told = 0;
    store.subscribe("position:t", () => {
      told += 1;
    });
    store.takeEvents([ended(2, 20)]);
    expect([store.position("t"), told]).toEqual([null, 1]);
  });

  it("stays when he was there before it ended", () => {
    const store = storeWith(10);
    store.takeEvents([ended(2, 20)]);
    expect(store.position("t")).not.toBeNull();
  });

  it("stays when he has started again since, as somebody hears who comes back late", () => {
    const store = storeWith(30);
    store.takeEvents([ended(2, 20), statusEvent(3, 25, { shift_started_at: iso(25) })]);
    expect(store.position("t")).not.toBeNull();
  });
});

describe("why technicians are silent", () => {
  const why = (technician_id: string): SilenceWire => ({
    technician_id,
    source: "page",
    cause: "page_hidden",
    since: null,
    battery: null,
  });

  it("is told change by change, or as a whole picture", () => {
    const store = new LiveStore();
    const known = () => ["kemi", "musa"].filter((id) => store.silenceOf(id) !== null);
    store.takeSilences({ all: true, items: [why("kemi")], gone: [] });
    store.takeSilences({ all: false, items: [why("musa")], gone: [] });
    expect(known()).toEqual(["kemi", "musa"]);
    store.takeSilences({ all: false, items: [], gone: ["kemi"] });
    expect(known()).toEqual(["musa"]);
    store.takeSilences({ all: true, items: [], gone: [] });
    expect(known()).toEqual([]);
  });

  it("keeps what it holds when it is told the same again", () => {
    const store = new LiveStore();
    store.takeSilences({ all: true, items: [why("kemi")], gone: [] });
    const held = store.silenceOf("kemi");
    store.takeSilences({ all: true, items: [why("kemi")], gone: [] });
    expect(store.silenceOf("kemi")).toBe(held);
    store.takeSilences({ all: false, items: [{ ...why("kemi"), cause: "page_closed" }], gone: [] });
    expect(store.silenceOf("kemi")?.cause).toBe("page_closed");
  });
});

describe("expected arrivals", () => {
  const kemi = anArrival("a", { technician_id: "kemi" });
  const musa = anArrival("b", { technician_id: "musa" });
  function told(...messages: ArrivalsWire[]) {
    const store = new LiveStore();
    for (const message of [{ all: true, items: [kemi, musa], gone: [] }, ...messages])
      store.takeArrivals(message);
    return ["kemi", "musa", "ruth"].map((id) => store.arrivalOf(id)?.job_id ?? null);
  }

  it.each<[string, ArrivalsWire, (string | null)[]]>([
    ["stay when others change", { all: false, items: [], gone: [] }, ["a", "b", null]],
    ["go when they are gone", { all: false, items: [], gone: ["a"] }, [null, "b", null]],
    [
      "go to another technician with the job",
      { all: false, items: [{ ...kemi, technician_id: "ruth" }], gone: [] },
      [null, "b", "a"],
    ],
    ["are replaced by a whole picture", { all: true, items: [musa], gone: [] }, [null, "b", null]],
  ])("%s", (_, message, expected) => {
    expect(told(message)).toEqual(expected);
  });
});
