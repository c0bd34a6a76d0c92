import { describe, expect, it } from "vitest";
import { spanOf } from "./spans";

const at = (text: string) => Date.parse(text);

describe("a named time", () => {
  it("goes by the company's days, also across a night of 23 or 25 hours", () => {
    const now = at("2026-03-10T15:00:00Z");
    const zone = "America/New_York";
    expect(spanOf("today", now, zone)).toEqual({ from: at("2026-03-10T04:00:00Z"), to: now });
    expect(spanOf("yesterday", now, zone)).toEqual({
      from: at("2026-03-09T04:00:00Z"),
      to: at("2026-03-10T04:00:00Z"),
    });
    expect(spanOf("week", now, zone)).toEqual({ from: at("2026-03-04T05:00:00Z"), to: now });
    expect(spanOf("month", now, zone)).toEqual({ from: at("2026-02-09T05:00:00Z"), to: now });
  });
});
