import { describe, expect, it } from "vitest";
import { type Leg, legKey, legSeconds, tableUrl } from "./route-table";

const leg = (lat: number, lng = 3.4): Leg => ({ from: { lat, lng }, to: { lat: lat + 0.01, lng } });

describe("ways asked of a router", () => {
  it("are one question: all starts, then all ends, longitude first", () => {
    expect(tableUrl("http://router:5000/", [leg(6.5), leg(6.6)])).toBe(
      "http://router:5000/table/v1/driving/3.400000,6.500000;3.400000,6.600000;3.400000,6.510000;3.400000,6.610000" +
        "?annotations=duration&sources=0;1&destinations=2;3",
    );
  });

  it("are the same within about a hundred metres, in both directions of the compass", () => {
    expect(legKey(leg(6.5001))).toBe(legKey(leg(6.5004)));
    expect(legKey(leg(6.5))).not.toBe(legKey(leg(6.502)));
    expect(legKey(leg(6.5, 3.4))).not.toBe(legKey(leg(6.5, 3.402)));
  });

  it.each([
    [
      "the diagonal",
      [
        [300, 9],
        [9, 240],
      ],
      [300, 240],
    ],
    [
      "nothing where no road leads",
      [
        [null, 9],
        [9, 240],
      ],
      [null, 240],
    ],
    [
      "nothing for a drive faster than 180 km/h",
      [
        [1, 9],
        [9, 240],
      ],
      [null, 240],
    ],
    ["no answer when a row is missing", [[300, 240]], null],
    ["no answer when a column is missing", [[300], [240]], null],
  ] as const)("are answered by %s", (_, durations, seconds) => {
    expect(legSeconds([leg(6.5), leg(6.6)], durations)).toEqual(seconds);
  });
});
