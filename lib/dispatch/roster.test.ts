import { describe, expect, it } from "vitest";
import { fromPositionWire } from "@/lib/realtime/live-position";
import type { JobWire, PositionWire, TechnicianWire } from "@/lib/realtime/protocol";
import { aJob, anArrival, aPosition, aTechnician, sampleTime } from "@/tests/support/live-samples";
import { agePhrase } from "./age";
import { initials, shortName } from "./names";
import { rosterOf, sameView, technicianView } from "./roster";

const MINUTE = 60_000;
const now = sampleTime + 60 * MINUTE;
const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();

function view(
  name: string,
  over: Partial<TechnicianWire> = {},
  jobs: Partial<JobWire>[] = [],
  where: Partial<PositionWire> = {},
) {
  const technician = aTechnician(name, { full_name: name, ...over });
  const position = fromPositionWire(aPosition({ recorded_at: at(0), ...where }));
  const rows = jobs.map((job, i) => aJob(`${name}-${i}`, { number: 1040 + i, ...job }));
  const arrival = anArrival(`${name}-0`, { seconds: 200, as_of: at(0) });
  return technicianView(technician, position, rows, now, arrival);
}

const late = view("Zoe", { status: "en_route" }, [{ status: "en_route", window_end: at(-12) }]);
const silent = view("Ruth", {}, [], { recorded_at: at(-17) });
const onSite = view("Ade", { status: "on_job" }, [{ status: "running", on_site: true, arrived_at: at(-42) }]);
const travelling = view("Kemi", { status: "en_route" }, [{ status: "en_route", latitude: 6.21 }]);
const free = view("Musa");
const booked = view("Jumoke", {}, [{ window_start: at(55), title: "Survey" }]);
const off = view("Halima", { status: "off_duty", shift_started_at: null });

describe("the roster", () => {
  it("puts whoever needs attention on top and whoever is off at the bottom", () => {
    const { groups, counts } = rosterOf([off, free, travelling, silent, booked, onSite, late]);
    expect(groups).toEqual([
      { id: "attention", technicianIds: ["Zoe", "Ruth"] },
      { id: "working", technicianIds: ["Kemi", "Ade"] },
      { id: "available", technicianIds: ["Jumoke", "Musa"] },
      { id: "off", technicianIds: ["Halima"] },
    ]);
    expect(counts).toEqual({ all: 7, attention: 2, available: 3, en_route: 2, on_job: 1, off: 1 });
  });

  it("says what each one does and the one figure that matters", () => {
    expect(onSite.activity).toEqual({ id: "on_site", values: { job: 1040, title: "Fibre install" } });
    expect(onSite.lead).toEqual({ id: "time_on_site", values: { hours: 0, minutes: 42 } });
    expect(travelling.activity.id).toBe("en_route");
    expect(travelling.lead).toEqual({ id: "eta", values: { hours: 0, minutes: 3 } });
    expect(booked.activity).toMatchObject({ id: "next_at", values: { at: now + 55 * MINUTE } });
    expect(booked.lead).toEqual({ id: "free_for", values: { hours: 0, minutes: 55 } });
    expect(free.lead.id).toBe("free");
    expect(silent.lead.id).toBe("none");
  });

  it("gives each state a shape of its own", () => {
    const looks = [travelling, onSite, silent, late, free].map(
      ({ marker }) => `${marker.shape} ${marker.color} ${marker.ring}`,
    );
    expect(looks).toEqual([
      "circle en-route null",
      "square on-job null",
      "hollow silent null",
      "circle en-route late",
      "circle available null",
    ]);
  });

  it("calls two views the same only when a row would read the same", () => {
    expect(sameView(free, { ...free })).toBe(true);
    expect(
      sameView(onSite, { ...onSite, lead: { id: "time_on_site", values: { hours: 0, minutes: 43 } } }),
    ).toBe(false);
  });
});

describe("words", () => {
  it.each([
    ["Kemi Okafor", "KO", "Kemi O."],
    ["Kemi", "K", "Kemi"],
    ["  ada  obi nwosu ", "AN", "ada N."],
    ["Ọlá Ṣẹgun", "ỌṢ", "Ọlá Ṣ."],
    ["", "?", ""],
  ])("%s is %s and %s", (name, letters, short) => {
    expect([initials(name), shortName(name)]).toEqual([letters, short]);
  });

  it.each([
    [-5000, "now", undefined],
    [1999, "now", undefined],
    [59_999, "seconds", 59],
    [60_000, "minutes", 1],
    [3_599_999, "minutes", 59],
    [7_200_000, "hours", 2],
    [172_800_000, "days", 2],
  ])("an age of %s ms is told in %s", (ms, id, count) => {
    expect(agePhrase(ms)).toEqual({ id, values: count === undefined ? {} : { count } });
  });
});
