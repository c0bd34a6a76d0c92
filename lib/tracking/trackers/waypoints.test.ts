import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestSites, planWaypoints, setWaypoints, type WaypointSite } from "./waypoints";

const site = (id: number, more: Partial<WaypointSite> = {}): WaypointSite => ({
  siteId: `site-${id}`,
  name: `#${id} Fibre`,
  point: { lat: 6.5 + id / 1000, lng: 3.4 },
  radiusMeters: 100,
  mark: `mark-${id}`,
  ...more,
});
const sites = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => site(from + i));
const here = { lat: 6.5, lng: 3.4 };

describe("job sites that a phone is told of (LOC-5)", () => {
  it("are the 15 nearest", () => {
    const near = nearestSites(sites(0, 40).reverse(), here);
    expect(near.map(({ siteId }) => siteId)).toEqual(sites(0, 15).map(({ siteId }) => siteId));
  });

  it("are told once, and again only when something about them is different", () => {
    const first = planWaypoints([], sites(0, 3));
    expect(first).toMatchObject({ isChanged: true, gone: [] });
    expect(planWaypoints(first.sent, sites(0, 3).reverse()).isChanged).toBe(false);
    const moved = [site(0), site(1, { mark: "elsewhere" }), site(2)];
    expect(planWaypoints(first.sent, moved)).toMatchObject({ isChanged: true, gone: [] });
    expect(planWaypoints(first.sent, sites(0, 2))).toMatchObject({
      isChanged: true,
      gone: [{ siteId: "site-2" }],
    });
    expect(planWaypoints([], []).isChanged).toBe(false);
  });

  it("are told with radius in metres; those that are gone come first, at an impossible place", () => {
    const before = planWaypoints([], [site(1), site(2)]).sent;
    const wanted = [site(1), site(3, { radiusMeters: 149.6 })];
    const plan = planWaypoints(before, wanted);
    expect(setWaypoints(plan, wanted)).toEqual({
      _type: "cmd",
      action: "setWaypoints",
      waypoints: {
        _type: "waypoints",
        waypoints: [
          {
            _type: "waypoint",
            desc: "#2 Fibre",
            lat: -1_000_000,
            lon: -1_000_000,
            rad: 0,
            tst: 1_000_000_001,
          },
          { _type: "waypoint", desc: "#1 Fibre", lat: 6.501, lon: 3.4, rad: 100, tst: 1_000_000_000 },
          { _type: "waypoint", desc: "#3 Fibre", lat: 6.503, lon: 3.4, rad: 150, tst: 1_000_000_001 },
        ],
      },
    });
  });

  it("a site with another name is one that is gone and one that is new, in the same slot", () => {
    const before = planWaypoints([], [site(1)]).sent;
    const plan = planWaypoints(before, [site(1, { name: "#9 Splice" })]);
    expect(plan.gone).toEqual(before);
    expect(plan.sent).toMatchObject([{ slot: 0, name: "#9 Splice" }]);
  });

  it("keep their slots for as long as they are wanted, never two in one", () => {
    const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 15 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(sets, (days) => {
        let sent = planWaypoints([], []).sent;
        for (const ids of days) {
          const next = planWaypoints(
            sent,
            ids.map((id) => site(id)),
          ).sent;
          expect(next).toHaveLength(ids.length);
          expect(new Set(next.map(({ slot }) => slot)).size).toBe(ids.length);
          expect(next.every(({ slot }) => slot >= 0 && slot < 15)).toBe(true);
          for (const one of next) {
            const old = sent.find(({ siteId }) => siteId === one.siteId);
            if (old) expect(one.slot).toBe(old.slot);
          }
          sent = next;
        }
      }),
    );
  });
});
