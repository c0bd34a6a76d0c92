import { describe, expect, it } from "vitest";
import type { AnyEvent, JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { feedEntry } from "./feed-entry";

const envelope = { seq: 7, occurred_at: "2026-11-21T09:00:00.000Z", recorded_at: "2026-11-21T09:00:01.000Z" };
const job = { id: "j", number: 1035, title: "ONT", time_on_site_seconds: 2280 } as JobWire;

function jobStatus(change: string, actor: "user" | "token" | "fence"): AnyEvent {
  return {
    ...envelope,
    type: "job_status",
    data: {
      job_id: "j",
      change,
      status: "running",
      previous_status: "assigned",
      technician_id: "t",
      actor,
      actor_name: { user: "Musa W.", token: "Phone link", fence: null }[actor],
      reason: null,
      occurred_at: envelope.occurred_at,
      job,
    },
  };
}

function technicianStatus(from: TechnicianWire["status"] | null, to: TechnicianWire["status"]): AnyEvent {
  return {
    ...envelope,
    type: "technician_status",
    data: {
      technician_id: "t",
      technician_name: "Musa W.",
      status: to,
      previous_status: from,
      occurred_at: envelope.occurred_at,
      technician: {} as TechnicianWire,
    },
  };
}

describe("the feed says each thing once", () => {
  it("asks about a drive-past by its decision, and tells who answered", () => {
    const data = { event_type: "passed", decision_id: "d", technician_name: "Musa W.", job_number: 1035 };
    const event = { ...envelope, type: "geofence_event", data } as AnyEvent;
    expect(feedEntry(event)).toMatchObject({ text: "passed", icon: "question", decisionId: "d" });
    expect(feedEntry(jobStatus("passed_confirmed", "user"))).toMatchObject({ name: "Musa W." });
    expect(feedEntry(jobStatus("visit", "fence"))).toBeNull();
  });

  it("leaves a start by the fence to the arrival that caused it", () => {
    expect(feedEntry(jobStatus("start", "fence"))).toBeNull();
    expect(feedEntry(jobStatus("start", "user"))).toMatchObject({ text: "start", name: "Musa W." });
  });

  it.each([
    ["available", "on_job"],
    ["on_job", "available"],
    ["available", "en_route"],
  ] as const)("leaves %s to %s to the work that caused it", (from, to) => {
    expect(feedEntry(technicianStatus(from, to))).toBeNull();
  });

  it.each([
    ["off_duty", "available", "shift_started"],
    ["available", "off_duty", "shift_ended"],
    ["available", "on_break", "on_break"],
    ["on_break", "available", "back_from_break"],
    ["available", "offline", "offline"],
  ] as const)("tells %s to %s as %s", (from, to, text) => {
    expect(feedEntry(technicianStatus(from, to))).toMatchObject({ text });
  });

  it("tells nothing of somebody who has just been added", () => {
    expect(feedEntry(technicianStatus(null, "off_duty"))).toBeNull();
  });

  it("says how long a completed job took on site", () => {
    expect(feedEntry(jobStatus("complete", "user"))).toMatchObject({ text: "complete", secondsOnSite: 2280 });
  });

  it("does not take the label of a token for a person", () => {
    expect(feedEntry(jobStatus("complete", "token"))).toMatchObject({ name: null, technicianId: "t" });
  });

  it("keeps new jobs and edits out", () => {
    expect(feedEntry(jobStatus("create", "token"))).toBeNull();
    expect(feedEntry(jobStatus("edit", "user"))).toBeNull();
    expect(feedEntry(jobStatus("visit", "user"))).toBeNull();
  });

  it("tells of a window that will be missed although nobody did anything", () => {
    expect(feedEntry(jobStatus("window_at_risk", "fence"))).toMatchObject({
      text: "window_at_risk",
      tone: "at_risk",
    });
    expect(feedEntry(jobStatus("window_safe", "fence"))?.text).toBe("window_safe");
  });

  it("says of a window that is over that nobody is known to come, not that it will be missed", () => {
    const event = jobStatus("window_at_risk", "fence");
    if (event.type !== "job_status") throw new Error("another kind of event");
    const window_risk = { since: envelope.occurred_at, cause: "window_over" as const, late_seconds: 60 };
    const job = { ...event.data.job, window_risk };
    expect(feedEntry({ ...event, data: { ...event.data, job } })?.text).toBe("window_over");
  });

  it("tells that technicians are together and that they are no longer, and not each that joins them", () => {
    const cluster = {
      cluster_id: "c",
      site: { id: "s", name: "Lekki Clinic", latitude: 6.5, longitude: 3.4 },
      technicians: [
        { id: "t", name: "Musa W." },
        { id: "u", name: "Ada O." },
      ],
      expected: 1,
      since: envelope.occurred_at,
      occurred_at: envelope.occurred_at,
    };
    const told = (["exceeded", "changed", "dissolved"] as const).map((status) =>
      feedEntry({ ...envelope, type: "cluster_changed", data: { ...cluster, status } }),
    );
    expect(told.map((entry) => entry && [entry.text, entry.name, entry.count])).toEqual([
      ["together", "Lekki Clinic", 2],
      null,
      ["apart", "Lekki Clinic", 2],
    ]);
  });
});
