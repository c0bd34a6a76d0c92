import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOnEarth } from "@/lib/geo/valid-point";
import { device, outcomes, receivedAt, trackerRequest } from "@/tests/support/tracker-request";
import { oddTexts, oddValues, queriesOf, replacements, shapesOf } from "@/tests/support/tracker-shapes";
import { trackerApps } from "../types";
import { answerFor } from "./answer-for";
import { maskedRequest } from "./masked-request";
import { MAX_BODY_LENGTH, readTrackerRequest } from "./read-tracker-request";
import type { TrackerFix, TrackerReading, TrackerRequest } from "./types";

const shapes = shapesOf(receivedAt);
const queries = queriesOf(receivedAt);

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...oddValues),
  fc.double(),
  fc.string({ unit: "binary" }),
  fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown),
);

const jsonOf = (value: unknown) => JSON.stringify(value) ?? "";
const textOf = (value: unknown) => (typeof value === "string" ? value : jsonOf(value));

const replacedTwice = fc
  .tuple(fc.constantFrom(...shapes), oddValue, oddValue, fc.nat(), fc.nat())
  .map(([[app, body], first, second, one, two]) => {
    const once = pick([...replacements(body, first)], one);
    return { app, body: jsonOf(pick([...replacements(once, second)], two)), query: "" };
  });

/** A valid text with something odd put in, or cut off. */
const broken = fc
  .tuple(
    fc.constantFrom(...queries, ...shapes.map(([app, body]) => [app, jsonOf(body)] as const)),
    fc.nat(),
    fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: "binary" })),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([[app, text], where, odd, cut, inQuery]) => {
    const at = where % (text.length + 1);
    const sent = `${text.slice(0, at)}${odd}${cut ? "" : text.slice(at)}`;
    return { app, body: inQuery ? "" : sent, query: inQuery ? sent : "" };
  });

const anything = fc.record({
  app: fc.constantFrom(...trackerApps),
  query: fc.string({ unit: "binary" }),
  body: fc.string({ unit: "binary" }),
});

const request: fc.Arbitrary<TrackerRequest> = fc
  .tuple(fc.oneof(replacedTwice, broken, anything), fc.option(fc.constantFrom(...oddTexts)))
  .map(([sent, limit]) =>
    trackerRequest(sent.app, { ...sent, headers: { limitUser: limit, limitDevice: limit } }),
  );

const storable = (value: string | null) => value === null || !/[\0\p{Surrogate}]/u.test(value);
const within = (value: number | null, min: number, max: number) =>
  value === null || (value >= min && value <= max && value === Math.round(value * 100) / 100);

function expectStorable(fix: TrackerFix): void {
  expect(Number.isInteger(fix.at)).toBe(true);
  expect(fix.at).toBeLessThanOrEqual(receivedAt + 5 * 60_000);
  expect(fix.at).toBeGreaterThanOrEqual(receivedAt - device.retentionMs);
  expect(isOnEarth(fix.point)).toBe(true);
  expect(fix.accuracyMeters).not.toBe(0);
  expect([
    within(fix.accuracyMeters, 0, 1e7),
    within(fix.speedMps, 0, 2000),
    within(fix.headingDegrees, 0, 360),
    within(fix.altitudeMeters, -20_000, 100_000),
    within(fix.batteryPercent, 0, 100),
    storable(fix.activity),
  ]).toEqual([true, true, true, true, true, true]);
}

function expectReading(reading: TrackerReading): void {
  for (const item of reading.items) {
    if (item.kind === "fix") expectStorable(item.fix);
    else expect(item.count).toBeGreaterThan(0);
  }
  expect(storable(reading.label)).toBe(true);
  expect(within(reading.status.batteryPercent, 0, 100)).toBe(true);
  expect(answerFor(reading.sender).status).toBe(200);
  expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
}

function pick<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % items.length];
}

describe("whatever a tracker sends (LOC-5)", () => {
  it("gives a reading whichever value of it is replaced by whatever", () => {
    for (const [app, body] of shapes) {
      for (const odd of oddValues) {
        for (const replaced of replacements(body, odd)) {
          expectReading(readTrackerRequest(trackerRequest(app, { body: jsonOf(replaced) }), device));
        }
      }
    }
    for (const [app, query] of queries) {
      for (const odd of oddValues) {
        for (const name of new URLSearchParams(query).keys()) {
          const sent = `${query}&${name}=${textOf(odd)}`;
          expectReading(readTrackerRequest(trackerRequest(app, { query: sent }), device));
          expectReading(readTrackerRequest(trackerRequest(app, { body: sent }), device));
        }
      }
    }
  });

  it("gives a reading that can be stored, with an answer the app accepts", () => {
    let fixes = 0;
    fc.assert(
      fc.property(request, fc.constantFrom(null, "van 12 blue"), (sent, passphrase) => {
        const reading = readTrackerRequest(sent, { ...device, passphrase });
        expectReading(reading);
        expect(storable(JSON.stringify(maskedRequest(sent, ["secret"])))).toBe(true);
        fixes += reading.items.filter(({ kind }) => kind === "fix").length;
      }),
      { numRuns: 3000 },
    );
    expect(fixes).toBeGreaterThan(100);
  });

  it("says nothing twice: the same request gives the same reading", () => {
    fc.assert(
      fc.property(request, (sent) => {
        expect(readTrackerRequest(sent, device)).toEqual(readTrackerRequest(sent, device));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["deep", "[".repeat(MAX_BODY_LENGTH)],
    ["deep objects", '{"a":'.repeat(MAX_BODY_LENGTH / 5)],
    ["wide", `[${"7,".repeat(MAX_BODY_LENGTH / 2 - 2)}7]`],
    ["wide features", `{"locations":[${"{},".repeat(MAX_BODY_LENGTH / 3 - 10)}{}]}`],
    ["many parameters", "a&".repeat(MAX_BODY_LENGTH / 2)],
    ["one long text", "a".repeat(MAX_BODY_LENGTH)],
    ["ten million characters", "[1,2]".repeat(2_000_000)],
  ])(
    "stays small with a body that is %s",
    (_, body) => {
      for (const app of trackerApps) {
        const reading = readTrackerRequest(trackerRequest(app, { body }), device);
        expect(reading.items.length).toBeLessThanOrEqual(2);
        expect(outcomes(reading)).not.toContain("fix");
        expect(outcomes(reading).includes("quarantined: too_large")).toBe(body.length > MAX_BODY_LENGTH);
        expectReading(reading);
      }
    },
    60_000,
  );

  it("quarantines a body past its limit unread", () => {
    const body = jsonOf(shapes[0]?.[1]).padEnd(MAX_BODY_LENGTH + 1);
    expect(outcomes(readTrackerRequest(trackerRequest("owntracks", { body }), device))).toEqual([
      "quarantined: too_large",
    ]);
  });
});
