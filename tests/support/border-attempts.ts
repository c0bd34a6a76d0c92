import { PLACE } from "./fixtures";
import { aReportBody } from "./phone-samples";

const fix = { ...PLACE, recorded_at: new Date().toISOString() };
const v1 = "v1/field-service";
const technicians = `${v1}/technicians`;
const jobs = `${v1}/jobs`;

export interface BorderAttempt {
  readonly crossing?: readonly (readonly [target: string, body?: unknown])[];
  readonly list?: readonly string[];
}

/**
 * For every route: how company A would reach into company B with it. `list`: routes that name no foreign thing, whose
 * answer must not hold any of B's ids or words. What stands in braces is named by the test: {t} is B's technician, {own} A's.
 */
export const borderAttempts: Readonly<Record<string, BorderAttempt>> = {
  [technicians]: { list: ["GET /technicians?limit=200", "GET /technicians?q=bbb"] },
  [`${technicians}/[id]`]: {
    crossing: [
      ["GET /technicians/{t}"],
      ["PATCH /technicians/{t}", { status: "on_break" }],
      ["PATCH /technicians/{t}", { full_name: "Mine now" }],
    ],
  },
  [`${technicians}/[id]/shift/start`]: { crossing: [["POST /technicians/{t}/shift/start"]] },
  [`${technicians}/[id]/shift/end`]: { crossing: [["POST /technicians/{t}/shift/end"]] },
  [`${technicians}/[id]/availability`]: { crossing: [["GET /technicians/{t}/availability"]] },
  [`${technicians}/[id]/visits`]: { crossing: [["GET /technicians/{t}/visits"]] },
  [`${technicians}/[id]/timeline`]: { crossing: [["GET /technicians/{t}/timeline"]] },
  [`${technicians}/[id]/clocks`]: { crossing: [["GET /technicians/{t}/clocks"]] },
  [`${technicians}/[id]/trips`]: { crossing: [["GET /technicians/{t}/trips"]] },
  [`${technicians}/[id]/track`]: {
    crossing: [["GET /technicians/{t}/track?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"]],
  },
  [`${v1}/trips/[id]/track`]: { crossing: [["GET /trips/{trip}/track"]] },
  [`${v1}/quarantine`]: {
    crossing: [["GET /quarantine?technician_id={t}"], ["GET /quarantine?device_id={d}"]],
    list: ["GET /quarantine"],
  },
  [`${technicians}/[id]/stops`]: { crossing: [["GET /technicians/{t}/stops"]] },
  [`${technicians}/[id]/fixes`]: { crossing: [["GET /technicians/{t}/fixes"]] },
  [`${technicians}/[id]/fixes/export`]: {
    crossing: [["GET /technicians/{t}/fixes/export"], ["GET /technicians/{t}/fixes/export?format=json"]],
  },
  [`${technicians}/[id]/recorded`]: {
    crossing: [["GET /technicians/{t}/recorded?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"]],
  },
  [`${technicians}/[id]/location`]: { crossing: [["POST /technicians/{t}/location", fix]] },
  [`${technicians}/[id]/locations`]: { crossing: [["POST /technicians/{t}/locations", { fixes: [fix] }]] },
  [`${technicians}/[id]/phone-page`]: {
    crossing: [["GET /technicians/{t}/phone-page"], ["PUT /technicians/{t}/phone-page", aReportBody()]],
  },
  [`${technicians}/[id]/devices`]: {
    crossing: [["GET /technicians/{t}/devices"], ["POST /technicians/{t}/devices", { app: "owntracks" }]],
  },
  [`${technicians}/[id]/devices/[deviceId]`]: {
    crossing: [
      ["DELETE /technicians/{t}/devices/{d}"],
      ["DELETE /technicians/{own}/devices/{d}"],
      ["PATCH /technicians/{t}/devices/{d}", { push_waypoints: false }],
      ["PATCH /technicians/{own}/devices/{d}", { push_waypoints: false }],
    ],
  },
  [`${technicians}/locations/active`]: { list: ["GET /technicians/locations/active"] },
  [jobs]: {
    crossing: [["GET /jobs?technician_id={t}"]],
    list: ["GET /jobs?limit=200", "GET /jobs?q=Secret"],
  },
  [`${jobs}/[id]`]: { crossing: [["GET /jobs/{j}"], ["PATCH /jobs/{j}", { title: "Mine now" }]] },
  [`${jobs}/[id]/history`]: { crossing: [["GET /jobs/{j}/history"]] },
  [`${jobs}/[id]/assign/[technicianId]`]: {
    crossing: [
      ["POST /jobs/{j}/assign/{own}"],
      ["POST /jobs/{j}/assign/{t}"],
      ["POST /jobs/{mine}/assign/{t}"],
    ],
  },
  ...Object.fromEntries(
    [
      "unassign",
      "start-travel",
      "check-in",
      "check-out",
      "complete",
      "fail",
      "cancel",
      "hold",
      "resume",
      "undo",
      "arrival/confirm",
      "arrival/decline",
    ].map((move) => [`${jobs}/[id]/${move}`, { crossing: [[`POST /jobs/{j}/${move}`]] }]),
  ),
  ...Object.fromEntries(
    ["confirm", "dismiss"].map((answer) => [
      `${jobs}/[id]/passed/${answer}`,
      { crossing: [[`POST /jobs/{j}/passed/${answer}`, { decision_id: "{j}" }]] },
    ]),
  ),
  [`${v1}/geofence/nearby-jobs`]: { crossing: [["GET /geofence/nearby-jobs?technician_id={t}"]] },
  [`${v1}/geofence/job-time-on-site/[jobId]`]: { crossing: [["GET /geofence/job-time-on-site/{j}"]] },
  [`${v1}/geofence/decisions`]: { crossing: [["GET /geofence/decisions?job_id={j}"]] },
  [`${v1}/areas/search`]: {
    crossing: [
      [
        "POST /areas/search",
        {
          circle: { ...PLACE, radius_meters: 500 },
          from: new Date(Date.now() - 3_600_000).toISOString(),
          to: new Date().toISOString(),
          technician_ids: ["{t}"],
        },
      ],
    ],
  },
  [`${v1}/geofence/rehearse`]: {
    crossing: [
      ["POST /geofence/rehearse", { job_id: "{j}" }],
      ["POST /geofence/rehearse?answer=lines", { job_id: "{j}" }],
    ],
  },
  [`${v1}/settings`]: { list: ["GET /settings"] },
  [`${v1}/events`]: { list: ["GET /events?limit=1000"] },
  [`${v1}/arrivals`]: { list: ["GET /arrivals"] },
  [`${v1}/silences`]: { list: ["GET /silences"] },
  [`${v1}/clusters`]: { list: ["GET /clusters"] },
  [`${v1}/live/snapshot`]: { list: ["GET /live/snapshot"] },
  [`${v1}/api-tokens`]: { list: ["GET /api-tokens"] },
  [`${v1}/api-tokens/[id]`]: { crossing: [["DELETE /api-tokens/{k}"]] },
  [`${v1}/users/[id]/sessions/revoke`]: { crossing: [["POST /users/{u}/sessions/revoke"]] },
};
