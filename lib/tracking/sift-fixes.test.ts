import { describe, expect, it } from "vitest";
import { apiFix, eastOfSite, seconds } from "@/tests/support/fixes";
import { receiptKey } from "./receipt";
import type { IncomingFix } from "./schema";
import { siftFixes } from "./sift-fixes";
import { keyOf } from "./technician-key";

const key = { tenantId: "tenant", technicianId: "technician" };
const shift = { startedAt: seconds(0), endedAt: seconds(100) };
const technicians = new Map([[keyOf(key), { times: { shifts: [shift], hours: null, timeZone: "UTC" } }]]);
const claimedOf = (...ids: string[]) => new Set(ids.map((clientId) => receiptKey({ ...key, clientId })));

function fixAt(second: number, clientId: string | null = null): IncomingFix {
  return { fix: apiFix(seconds(second), eastOfSite(second)), clientId, jobId: null };
}

function sift(fixes: readonly IncomingFix[], claimed: ReadonlySet<string>, known = technicians) {
  const { resent, offShift, unused } = siftFixes([{ ...key, fixes }], known, claimed);
  return [
    fixes.map((fix) => (resent.has(fix) ? "resent" : offShift.has(fix) ? "off shift" : "judged")),
    unused.map(({ clientId }) => clientId),
  ];
}

describe("sifting what is stored from what is not", () => {
  it("goes by the time of each fix, not of its neighbours", () => {
    expect(sift([fixAt(-1), fixAt(0), fixAt(99), fixAt(100)], new Set())).toEqual([
      ["off shift", "judged", "judged", "off shift"],
      [],
    ]);
  });

  it("gives the ids of fixes from off shift back", () => {
    expect(sift([fixAt(-1, "a"), fixAt(5, "b")], claimedOf("a", "b"))).toEqual([
      ["off shift", "judged"],
      ["a"],
    ]);
  });

  it("keeps an id that a fix from on shift uses too", () => {
    expect(sift([fixAt(-1, "a"), fixAt(5, "a")], claimedOf("a"))).toEqual([["off shift", "judged"], []]);
  });

  it("knows a resend of what was stored before, on shift or off", () => {
    expect(sift([fixAt(-1, "a"), fixAt(5, "b"), fixAt(6, "b")], claimedOf("b"))).toEqual([
      ["resent", "judged", "resent"],
      [],
    ]);
  });

  it("says nothing of technicians who do not exist", () => {
    expect(sift([fixAt(-1)], new Set(), new Map())).toEqual([["judged"], []]);
  });
});
