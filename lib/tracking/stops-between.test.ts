import { describe, expect, it } from "vitest";
import { stopsBetween } from "./stops-between";

const at = (lat: number) => ({ lat, lng: 3 });

describe("stops", () => {
  it("lie from the end of each trip to the start of the next; the last one goes on", () => {
    const trips = [
      { startedAt: 0, endedAt: 10, to: at(1) },
      { startedAt: 15, endedAt: 20, to: at(2) },
    ];
    expect(stopsBetween(trips)).toEqual([
      { at: at(1), arrivedAt: 10, departedAt: 15 },
      { at: at(2), arrivedAt: 20, departedAt: null },
    ]);
  });

  it("are none while the only trip goes on", () => {
    expect(stopsBetween([{ startedAt: 0, endedAt: null, to: null }])).toEqual([]);
    expect(stopsBetween([])).toEqual([]);
  });
});
