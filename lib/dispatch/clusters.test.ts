import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import { clusterSteps, type KnownCluster } from "./clusters";
import { AT_SITE_MS, gatherings, type Present, STANDING_MS } from "./gatherings";

const MINUTE = 60_000;
const now = Date.UTC(2026, 10, 27, 12);
const yard = { lat: 6.5, lng: 3.4 };
const at = (meters: number) => destinationPoint(yard, 90, meters);
const inFence = (technicianId: string, siteId = "clinic", since = now - AT_SITE_MS): Present => ({
  technicianId,
  siteId,
  point: null,
  since,
});
const standing = (technicianId: string, meters: number, since = now - STANDING_MS): Present => ({
  technicianId,
  siteId: null,
  point: at(meters),
  since,
});
const clinic = { id: "clinic", point: at(5000) };
const found = (...present: Present[]) =>
  gatherings(present, [clinic], 100, now).map(({ siteId, technicianIds }) => [siteId, technicianIds.join()]);

describe("who is together (GEO-9)", () => {
  it.each([
    ["who is in the fence of one site", [inFence("b"), inFence("a")], [["clinic", "a,b"]]],
    [
      "nobody who has just come",
      [inFence("a"), inFence("b", "clinic", now - AT_SITE_MS + 1)],
      [["clinic", "a"]],
    ],
    [
      "not who is at different sites",
      [inFence("a"), inFence("b", "school")],
      [
        ["clinic", "a"],
        ["school", "b"],
      ],
    ],
    ["who stands within a fence's radius", [standing("a", 0), standing("b", 90)], [[null, "a,b"]]],
    [
      "not who stands further off",
      [standing("a", 0), standing("b", 110)],
      [
        [null, "a"],
        [null, "b"],
      ],
    ],
    [
      "a row of them, hand over hand",
      [standing("c", 180), standing("a", 0), standing("b", 90)],
      [[null, "a,b,c"]],
    ],
    [
      "not who has stood for less than five minutes",
      [standing("a", 0), standing("b", 9, now - STANDING_MS + 1)],
      [[null, "a"]],
    ],
    ["who stands at a site without a job there", [inFence("a"), standing("b", 4950)], [["clinic", "a,b"]]],
  ] as const)("is %s", (_, present, expected) => {
    expect(found(...present)).toEqual(expected);
  });

  it("is everybody in one gathering at most", () => {
    const somebody = fc.record({
      technicianId: fc.constantFrom("a", "b", "c", "d", "e"),
      siteId: fc.constantFrom(null, "clinic", "school"),
      meters: fc.integer({ min: 0, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 12 }), (people) => {
        const present = people.map(({ technicianId, siteId, meters }) => ({
          ...(siteId === null ? standing(technicianId, meters) : inFence(technicianId, siteId)),
        }));
        const ids = gatherings(present, [clinic], 100, now).flatMap(({ technicianIds }) => technicianIds);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe("what is said of it", () => {
  const known = (over: Partial<KnownCluster> = {}): KnownCluster => ({
    id: "k",
    siteId: "clinic",
    technicianIds: ["a", "b"],
    expected: 1,
    missedSince: null,
    ...over,
  });
  const both = { siteId: "clinic", technicianIds: ["a", "b"] };
  const steps = (
    stored: KnownCluster[],
    gathered: { siteId: string | null; technicianIds: string[] }[],
    expected = 1,
  ) => clusterSteps(stored, gathered, () => expected, now).map(({ step }) => step);

  it.each([
    ["that there are more than expected", [], [both], 1, ["exceeded"]],
    ["nothing when as many are there as have a job", [], [both], 2, []],
    ["nothing twice", [known()], [both], 1, []],
    ["that it is others", [known()], [{ siteId: "clinic", technicianIds: ["a", "c"] }], 1, ["changed"]],
    [
      "nothing yet when one just left",
      [known()],
      [{ siteId: "clinic", technicianIds: ["a"] }],
      1,
      ["missed"],
    ],
    ["nothing while he may come back", [known({ missedSince: now - 2 * MINUTE + 1 })], [], 1, []],
    ["nothing when he came back", [known({ missedSince: now - MINUTE })], [both], 1, ["seen"]],
    ["that they left, after two minutes", [known({ missedSince: now - 2 * MINUTE })], [], 1, ["dissolved"]],
    [
      "that another site is full too",
      [known()],
      [both, { siteId: "school", technicianIds: ["c", "d"] }],
      1,
      ["exceeded"],
    ],
    [
      "that more came to where no site is",
      [known({ siteId: null })],
      [{ siteId: null, technicianIds: ["b", "c"] }],
      1,
      ["changed"],
    ],
    [
      "that strangers are together elsewhere",
      [known({ siteId: null })],
      [{ siteId: null, technicianIds: ["c", "d"] }],
      1,
      ["exceeded", "missed"],
    ],
  ])("is %s", (_, stored, gathered, expected, said) => {
    expect(steps(stored, gathered, expected)).toEqual(said);
  });

  it("never flaps: who comes and goes within two minutes is said to have come, and not to have left", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (there) => {
        let stored: KnownCluster | null = null;
        const said: string[] = [];
        let missing = 0;
        for (const [index, isThere] of there.entries()) {
          missing = isThere ? 0 : missing + 1;
          if (missing > 2) break;
          const at = now + index * MINUTE;
          for (const step of clusterSteps(stored ? [stored] : [], isThere ? [both] : [], () => 1, at)) {
            if (step.step === "exceeded") stored = known();
            if (step.step === "missed") stored = known({ missedSince: at });
            if (step.step === "seen") stored = known();
            if (step.step === "exceeded" || step.step === "dissolved") said.push(step.step);
          }
        }
        expect(said.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
