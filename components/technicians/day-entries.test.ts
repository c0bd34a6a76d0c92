import { describe, expect, it } from "vitest";
import type { VisitWire } from "@/lib/geofence/visit-shapes";
import type { AnyEvent, ExplanationWire } from "@/lib/realtime/protocol";
import type { TripWire } from "@/lib/tracking/trip-shapes";
import { dayEntries } from "./day-entries";

const explanation: ExplanationWire = {
  rule: "surely_inside",
  sentence: "One fix.",
  radius_meters: 100,
  departure_margin_meters: 30,
  evidence: [],
};

function fence(seq: number, type: "enter" | "exit", at: string, visit = "v1"): AnyEvent {
  return {
    seq,
    type: "geofence_event",
    occurred_at: at,
    recorded_at: at,
    data: {
      decision_id: `d${seq}`,
      event_type: type,
      technician_id: "t",
      technician_name: "Kemi Okafor",
      job_id: "j",
      job_number: 1029,
      job_title: "Drop cable",
      visit_id: visit,
      distance_meters: 40,
      occurred_at: at,
      received_at: at,
      job_outcome: type === "enter" ? "started" : null,
      time_on_site_seconds: null,
      explanation,
    },
  };
}

const visit: VisitWire = {
  id: "v1",
  job_id: "j",
  technician_id: "t",
  arrived_at: "2026-11-21T12:02:00.000Z",
  departed_at: "2026-11-21T13:15:00.000Z",
  arrived_between: ["2026-11-21T12:01:30.000Z", "2026-11-21T12:02:00.000Z"],
  departed_between: ["2026-11-21T13:14:00.000Z", "2026-11-21T13:15:00.000Z"],
  seconds: 4380,
  opened_by: "fence",
  close_reason: "left",
};
const enter = fence(1, "enter", visit.arrived_at);
const exit = fence(2, "exit", "2026-11-21T13:15:00.000Z");

describe("a technician's day", () => {
  it("tells a stay once, with the reasons for its beginning and its end", () => {
    const entries = dayEntries({ events: [enter, exit], visits: [visit] }, []);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      kind: "visit",
      job: { number: 1029 },
      outcome: "started",
      arrival: { at: visit.arrived_at },
      departure: { at: visit.departed_at },
      isRough: false,
    });
  });

  it("says that times are rough when the fixes round them are more than 5 min apart", () => {
    const rough = {
      ...visit,
      arrived_between: ["2026-11-21T11:50:00.000Z", visit.arrived_at] as [string, string],
    };
    expect(dayEntries({ events: [], visits: [rough] }, [])[0]).toMatchObject({ isRough: true });
  });

  it("does not show the end of a stay that goes on", () => {
    const open = { ...visit, departed_at: null, departed_between: null };
    expect(dayEntries({ events: [enter, exit], visits: [open] }, [])[0]).toMatchObject({ departure: null });
  });

  it("keeps arrivals whose visit is not listed, newest first", () => {
    const later = fence(3, "enter", "2026-11-21T14:00:00.000Z", "v2");
    const entries = dayEntries({ events: [enter, exit, later], visits: [visit] }, []);
    expect(entries.map((entry) => entry.key)).toEqual(["e3", "v1"]);
  });

  it("has trips between what happened, by when they began", () => {
    const trip: TripWire = {
      trip_id: "trip",
      technician_id: "t",
      status: "completed",
      started_at: "2026-03-02T08:30:00.000Z",
      ended_at: "2026-03-02T08:50:00.000Z",
      distance_meters: 9000,
      duration_seconds: 1200,
      max_speed_mps: 15,
      mean_speed_mps: 7.5,
      start: { latitude: 6.5, longitude: 3.4 },
      end: { latitude: 6.6, longitude: 3.4 },
      ended_by: "stopped",
    };
    const earlier = { ...trip, trip_id: "earlier", started_at: "2026-03-02T07:30:00.000Z" };
    const stay = { ...visit, arrived_at: "2026-03-02T08:00:00.000Z" };
    expect(dayEntries({ events: [], visits: [stay] }, [earlier, trip]).map(({ key }) => key)).toEqual([
      "trip",
      "v1",
      "earlier",
    ]);
  });
});
