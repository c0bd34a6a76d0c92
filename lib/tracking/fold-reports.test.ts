import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeviceNote } from "./device-note";
import { foldReports } from "./fold-reports";
import type { DeviceStatus } from "./trackers/types";

const unknown: DeviceStatus = {
  batteryPercent: null,
  charging: null,
  permission: null,
  preciseLocation: null,
  powerSaving: null,
  batteryOptimised: null,
};
const nothing = { stored: 0, duplicates: 0, quarantined: 0, discarded: 0, ignored: 0, offShift: 0 };

function note(receivedAt: number, more: Partial<DeviceNote> = {}): DeviceNote {
  return {
    receivedAt,
    moments: [],
    newestFixAt: null,
    label: null,
    status: unknown,
    counts: nothing,
    lastRequest: null,
    quarantine: [],
    alarm: null,
    ...more,
  };
}

describe("notes of one device in one write (LOC-5, LOC-13)", () => {
  it("are nothing when there are none", () => {
    expect(foldReports([])).toBeNull();
  });

  it("take the phone's state from the newest fix, not from the newest request", () => {
    const battery = (receivedAt: number, at: number, batteryPercent: number | null) =>
      note(receivedAt, { newestFixAt: at, status: { ...unknown, batteryPercent } });
    const report = foldReports([battery(10, 9, 50), battery(11, 3, 90), battery(12, 10, null)]);
    expect(report).toMatchObject({ lastRequestAt: 12, lastFixAt: 10, statusAt: 10 });
    expect(report?.status?.batteryPercent).toBe(50);
  });

  it("take a state without a fix for one of its arrival", () => {
    const saving = note(20, { status: { ...unknown, powerSaving: true } });
    const older = note(21, { newestFixAt: 15, status: { ...unknown, powerSaving: false, charging: true } });
    expect(foldReports([saving, older])).toMatchObject({
      statusAt: 20,
      status: { powerSaving: true, charging: true },
    });
  });

  it("keep what was known when a revoked device says nothing that may be kept", () => {
    const known = note(1, { label: "van 3", status: { ...unknown, charging: true } });
    const revoked = note(2, { status: null, counts: { ...nothing, discarded: 4 } });
    expect(foldReports([known, revoked])).toMatchObject({
      lastRequestAt: 2,
      statusAt: 1,
      label: "van 3",
      status: { charging: true },
      counts: { discarded: 4 },
    });
  });

  it("count everything once, however they are cut into writes", () => {
    const counted = fc
      .record({
        stored: fc.nat(9),
        duplicates: fc.nat(9),
        quarantined: fc.nat(9),
        discarded: fc.nat(9),
        ignored: fc.nat(9),
        offShift: fc.nat(9),
      })
      .map((counts) => note(1, { counts }));
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1 }), fc.nat(), (notes, where) => {
        const cut = where % notes.length;
        const halves = [foldReports(notes.slice(0, cut)), foldReports(notes.slice(cut))];
        const sum = (name: keyof typeof nothing) =>
          halves.reduce((total, half) => total + (half?.counts[name] ?? 0), 0);
        expect(foldReports(notes)?.counts).toEqual({
          stored: sum("stored"),
          duplicates: sum("duplicates"),
          quarantined: sum("quarantined"),
          discarded: sum("discarded"),
          ignored: sum("ignored"),
          offShift: sum("offShift"),
        });
      }),
    );
  });
});
