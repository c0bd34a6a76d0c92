import { describe, expect, it } from "vitest";
import { finishedRing, ringWhileDrawing } from "./corners";

const at = (lat: number, lng: number) => ({ lat, lng });

describe("an area while it is drawn", () => {
  it("is a rectangle from the first corner to the pointer, whichever way that lies", () => {
    const ring = [at(0, 1), at(0, 3), at(2, 3), at(2, 1)];
    expect(ringWhileDrawing("rectangle", [at(2, 1)], at(0, 3))).toEqual(ring);
    expect(ringWhileDrawing("rectangle", [at(0, 3)], at(2, 1))).toEqual(ring);
    expect(finishedRing("rectangle", [at(0, 3), at(2, 1)])).toEqual(ring);
    expect(finishedRing("rectangle", [at(0, 3)])).toBeNull();
  });

  it("is a shape of three corners or more", () => {
    const corners = [at(0, 0), at(0, 1), at(1, 1)];
    expect(ringWhileDrawing("polygon", corners.slice(0, 2), at(1, 1))).toEqual(corners);
    expect(finishedRing("polygon", corners)).toEqual(corners);
    expect(finishedRing("polygon", corners.slice(0, 2))).toBeNull();
  });
});
