import { describe, expect, it } from "vitest";
import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import { siteProfile } from "@/lib/geofence/site-profile";
import { type JudgingTerms, KeptTerms } from "./judging-terms";

const terms = (...jobIds: string[]): JudgingTerms => ({
  number: 1,
  name: "Ada Obi",
  rules: defaultFenceRules,
  candidates: jobIds.map((jobId) => ({
    jobId,
    profile: siteProfile({ center: { lat: 6.5, lng: 3.4 }, arrivalRadiusMeters: 100 }),
    opensAt: null,
    closesAt: null,
    takenAway: null,
    absences: [],
  })),
  times: { shifts: [], hours: null, timeZone: "UTC" },
});

describe("terms kept between fixes", () => {
  const known = terms("a", "b");
  const kept = (limit = 10) => {
    const cache = new KeptTerms(limit);
    cache.keep("t1", 7, { since: 1_000 }, known);
    return cache;
  };

  it.each<[string, number, number, string[], JudgingTerms | null]>([
    ["are found under the number they were read at", 7, 1_000, [], known],
    ["serve fixes later than those they were read for", 7, 9_000, ["b"], known],
    ["are not found once anything has changed", 8, 1_000, [], null],
    ["do not serve a fix from before they were read for", 7, 999, [], null],
    ["do not serve a technician whose fences remember a job they lack", 7, 1_000, ["a", "c"], null],
  ])("%s", (_name, version, since, remembered, expected) => {
    expect(kept().find("t1", version, { since }, remembered)).toBe(expected);
  });

  it("do not serve a fix from before the shifts that were read", () => {
    const cache = new KeptTerms(10);
    cache.keep("t1", 7, { since: 1_000, shiftsSince: 500 }, known);
    expect(cache.find("t1", 7, { since: 1_000, shiftsSince: 500 }, [])).toBe(known);
    expect(cache.find("t1", 7, { since: 1_000, shiftsSince: 499 }, [])).toBeNull();
    expect(cache.findTimes("t1", 7, 500)).toBe(known.times);
    expect([cache.findTimes("t1", 8, 500), cache.findTimes("t1", 7, 499)]).toEqual([null, null]);
  });

  it("belong to one technician", () => {
    expect(kept().find("t2", 7, { since: 1_000 }, [])).toBeNull();
  });

  it("never outgrow the limit: whoever was put in first goes first, putting in again counts anew", () => {
    const cache = kept(2);
    cache.keep("t2", 1, { since: 0 }, terms());
    cache.keep("t1", 7, { since: 1_000 }, known);
    cache.keep("t3", 1, { since: 0 }, terms());
    expect(cache.find("t1", 7, { since: 1_000 }, [])).toBe(known);
    expect(cache.find("t2", 1, { since: 0 }, [])).toBeNull();
    expect(cache.find("t3", 1, { since: 0 }, [])).not.toBeNull();
  });
});
