import { describe, expect, it } from "vitest";
import { trackerApps } from "../types";
import { answerFor, busyAnswer } from "./answer-for";

describe("answers that trackers understand (LOC-5)", () => {
  it("gives OwnTracks an empty JSON array and Overland exactly its result", () => {
    expect(answerFor("owntracks")).toMatchObject({ status: 200, body: "[]" });
    expect(answerFor("overland")).toMatchObject({ status: 200, body: '{"result":"ok"}' });
    for (const app of ["owntracks", "overland"] as const) {
      expect(answerFor(app).headers["content-type"]).toContain("application/json");
    }
  });

  it("gives commands to OwnTracks and to nobody else", () => {
    const commands = [{ _type: "cmd", action: "setWaypoints" }];
    for (const app of trackerApps) {
      const body = app === "owntracks" ? JSON.stringify(commands) : answerFor(app).body;
      expect(answerFor(app, commands).body).toBe(body);
    }
  });

  it("gives every app a success, so that it forgets what it sent", () => {
    expect(trackerApps.map((app) => answerFor(app).status)).toEqual([200, 200, 200, 200, 200]);
  });

  it.each([
    [0, "1"],
    [0.2, "1"],
    [30, "30"],
  ])("asks to come again after %d s when the trouble is ours", (seconds, header) => {
    expect(busyAnswer(seconds)).toMatchObject({ status: 503, headers: { "retry-after": header } });
  });
});
