import { describe, expect, it } from "vitest";
import type { AssignmentRow } from "../candidate-job";
import { rehearsedAssignment } from "./rehearsed-assignment";
import { fenceRehearsal } from "./schema";

const company = { arrivalRadiusMeters: 100, approachRadiusMeters: 500 };
const row: AssignmentRow = {
  jobId: "j",
  fromAt: 0,
  untilAt: null,
  takenReason: null,
  windowStart: null,
  windowEnd: null,
  lat: 6.5,
  lng: 3.4,
  arrivalRadiusMeters: 150,
  approachRadiusMeters: 600,
  departureRadiusMeters: 250,
  polygon: [
    { lat: 0, lng: 0 },
    { lat: 0, lng: 1 },
    { lat: 1, lng: 1 },
  ],
};
const wish = (more: object) =>
  fenceRehearsal.parse({ job_id: "0199aaaa-0000-7000-8000-000000000000", ...more });

describe("a fence as it might be", () => {
  it("is as it is where nothing is wished", () => {
    expect(rehearsedAssignment(row, wish({}), company)).toEqual(row);
  });

  it("has the company's distances where null is wished, and no polygon", () => {
    const wanted = wish({
      geofence_radius_meters: null,
      geofence_approach_radius_meters: null,
      geofence_departure_radius_meters: null,
      geofence_polygon: null,
    });
    expect(rehearsedAssignment(row, wanted, company)).toMatchObject({
      arrivalRadiusMeters: 100,
      approachRadiusMeters: 500,
      departureRadiusMeters: null,
      polygon: null,
    });
  });

  it("has what is wished", () => {
    const geofence_polygon = [
      { latitude: 1, longitude: 2 },
      { latitude: 1, longitude: 3 },
      { latitude: 2, longitude: 3 },
    ];
    expect(
      rehearsedAssignment(row, wish({ geofence_radius_meters: 40, geofence_polygon }), company),
    ).toMatchObject({
      arrivalRadiusMeters: 40,
      approachRadiusMeters: 600,
      polygon: geofence_polygon.map(({ latitude, longitude }) => ({ lat: latitude, lng: longitude })),
    });
  });
});
