import { describe, expect, it } from "vitest";
import { distanceMeters } from "@/lib/geo/distance";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { openJob, seededRandom, shuffled } from "@/tests/support/fixes";
import {
  loadTraces,
  type ReferencePlace,
  type ReferenceStay,
  type Trace,
  tracesMissing,
} from "@/tests/support/traces";
import { type FoldedDay, foldDay } from "./fold-day";
import { initialTrackState } from "./process-fix";
import type { Fix, FoldedVisit } from "./types";

const traces = loadTraces();
if (traces === null) process.stdout.write(`${tracesMissing}\n`);

const inventedFromMs = 4 * 60_000;

function endOf(fixes: readonly Fix[]): number {
  return Math.max(...fixes.map((fix) => fix.at));
}

function replay(places: readonly ReferencePlace[], fixes: readonly Fix[]): FoldedDay {
  const candidates = places.map(({ lat, lng }, index) => openJob(String(index), { lat, lng }));
  return foldDay({
    startState: initialTrackState,
    fixes,
    handInputs: [],
    candidates,
    rules,
    until: endOf(fixes),
  });
}

function overlap(visit: FoldedVisit, stay: ReferenceStay): boolean {
  return (
    visit.arrivedAt <= (stay.depart ?? Number.POSITIVE_INFINITY) &&
    (visit.departedAt ?? Number.POSITIVE_INFINITY) >= (stay.arrive ?? Number.NEGATIVE_INFINITY)
  );
}

/** Our visits at one place against the reference; each reference or optional stay explains one visit. */
function compare(place: ReferencePlace, visits: readonly FoldedVisit[], until: number) {
  const unused = new Set([...place.visits, ...place.optional]);
  let extra = 0;
  let invented = 0;
  for (const visit of visits) {
    const match = [...unused].find((stay) => overlap(visit, stay));
    if (match) {
      unused.delete(match);
      continue;
    }
    extra += 1;
    const known = [...place.visits, ...place.optional].some((stay) => overlap(visit, stay));
    if (!known && (visit.departedAt ?? until) - visit.arrivedAt >= inventedFromMs) invented += 1;
  }
  const found = place.visits.filter((stay) => visits.some((visit) => overlap(visit, stay))).length;
  return { found, missed: place.visits.length - found, extra, invented };
}

/** Enter and exit changes of a bare `distance ≤ 100` test in the order in which the fixes came. */
function bareEvents(place: ReferencePlace, fixes: readonly Fix[]): number {
  const inside = fixes.map((fix) => distanceMeters(place, fix.point) <= 100);
  return inside.filter((now, index) => index > 0 && now !== inside[index - 1]).length;
}

/** How often that test would say "arrived", a start inside the fence included. */
function bareArrivals(place: ReferencePlace, fixes: readonly Fix[]): number {
  const inside = fixes.map((fix) => distanceMeters(place, fix.point) <= 100);
  return inside.filter((now, index) => now && !inside[index - 1]).length;
}

const described = (name: string) => name.replace(".csv", "").padEnd(32);

describe.skipIf(traces === null)("replay of real phones (GEO-4)", () => {
  it("finds every reference visit, invents none, and sees no arrival beyond them", () => {
    const lines = [
      `${described("trace")} place  reference  found  arrivals: ours  bare  events: ours  bare  extra arrivals`,
    ];
    const total = {
      found: 0,
      missed: 0,
      extra: 0,
      invented: 0,
      arrivals: 0,
      bareArrivals: 0,
      ours: 0,
      bare: 0,
    };
    for (const { name, fixes, places } of traces ?? []) {
      const day = replay(places, fixes);
      for (const [index, place] of places.entries()) {
        const jobId = String(index);
        const visits = day.visits.filter((visit) => visit.jobId === jobId);
        const ours = day.transitions.filter((item) => item.jobId === jobId).length;
        const bare = bareEvents(place, fixes);
        const bareIn = bareArrivals(place, fixes);
        const { found, missed, extra, invented } = compare(place, visits, endOf(fixes));
        total.found += found;
        total.missed += missed;
        total.extra += extra;
        total.invented += invented;
        total.arrivals += visits.length;
        total.bareArrivals += bareIn;
        total.ours += ours;
        total.bare += bare;
        lines.push(
          [
            described(name),
            jobId.padStart(5),
            String(place.visits.length).padStart(10),
            String(found).padStart(6),
            String(visits.length).padStart(15),
            String(bareIn).padStart(5),
            String(ours).padStart(13),
            String(bare).padStart(5),
            String(extra).padStart(15),
          ].join(" "),
        );
      }
    }
    lines.push(
      `${total.found} of ${total.found + total.missed} reference visits found, ${total.invented} invented, ${total.extra} extra; ${total.arrivals} arrivals where a bare distance test says ${total.bareArrivals}, ${total.ours} events where it has ${total.bare}`,
    );
    process.stdout.write(`${lines.join("\n")}\n`);
    expect(total).toMatchObject({ missed: 0, invented: 0, extra: 0 });
  });

  it.each(traces ?? [])("counts bare events as the reference does: $name", ({ fixes, places }) => {
    for (const place of places) expect(bareEvents(place, fixes)).toBe(place.naiveEvents);
  });

  it.each(traces ?? [])(
    "gives the same visits shuffled, doubled, newest first, at another time: $name",
    ({ fixes, places }) => {
      const random = seededRandom(fixes.length);
      const expected = replay(places, fixes).visits;
      const doubled = fixes.flatMap((fix) => [fix, fix]);
      for (const delivered of [fixes.toReversed(), shuffled(fixes, random), shuffled(doubled, random)]) {
        expect(replay(places, delivered).visits).toEqual(expected);
      }
      const shift = Date.UTC(2026, 9, 25) - endOf(fixes);
      const moved = replay(
        places,
        fixes.map((fix) => ({ ...fix, at: fix.at + shift })),
      ).visits;
      expect(moved.map(stayOf(shift))).toEqual(expected.map(stayOf(0)));
    },
  );

  it.each(traces ?? [])(
    "gives the same visits turned so that it crosses 180°: $name",
    ({ fixes, places }) => {
      const [first] = fixes;
      const turn = 180 - (first?.point.lng ?? 0);
      const turned = <Place extends { lat: number; lng: number }>({ lat, lng }: Place) => ({
        lat,
        lng: lng + turn > 180 ? lng + turn - 360 : lng + turn,
      });
      const movedPlaces = places.map((place) => ({ ...place, ...turned(place) }));
      const movedFixes = fixes.map((fix) => ({ ...fix, point: turned(fix.point) }));
      const expected = replay(places, fixes).visits;
      expect(replay(movedPlaces, movedFixes).visits.map(stayOf(0))).toEqual(expected.map(stayOf(0)));
    },
  );

  it("sees no visit of 4 minutes at any fence beside the road of a drive without a job", () => {
    const drive = traceNamed("car-munich-1hz.csv");
    const places = drive.fixes
      .filter((_, index) => index % 5 === 0)
      .map(({ point }) => ({ ...point, visits: [], optional: [], naiveEvents: 0 }));
    const until = endOf(drive.fixes);
    const stays = replay(places, drive.fixes).visits.map(
      ({ arrivedAt, departedAt }) => (departedAt ?? until) - arrivedAt,
    );
    expect(stays.length).toBeGreaterThan(0);
    expect(Math.max(...stays)).toBeLessThan(inventedFromMs);
  });

  it("sees one visit where fixes jitter across the edge of the fence all through a stay", () => {
    const { fixes } = traceNamed("phone-parked-1hz.csv");
    const center = fixes[0]?.point ?? { lat: 0, lng: 0 };
    const visits = [96, 98, 100, 102, 104].map((meters) => {
      const place = {
        lat: center.lat + meters / 111_195,
        lng: center.lng,
        visits: [],
        optional: [],
        naiveEvents: 0,
      };
      return replay([place], fixes).visits.length;
    });
    expect(Math.max(...visits)).toBeLessThanOrEqual(1);
    expect(visits[0]).toBe(1);
  });
});

function stayOf(shift: number) {
  return ({ jobId, arrivedAt, departedAt }: FoldedVisit) => [
    jobId,
    arrivedAt - shift,
    departedAt && departedAt - shift,
  ];
}

function traceNamed(name: string): Trace {
  const trace = traces?.find((item) => item.name === name);
  if (!trace) throw new Error(`No trace ${name} among the recordings.`);
  return trace;
}
