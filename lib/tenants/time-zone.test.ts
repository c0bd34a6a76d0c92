import { describe, expect, it } from "vitest";
import { isTimeZone } from "./time-zone";

describe("a time zone", () => {
  it.each([
    "UTC",
    "Africa/Lagos",
    "Asia/Kolkata",
    "America/Argentina/Buenos_Aires",
    "Etc/GMT+5",
    "Australia/Lord_Howe",
  ])("is %s", (name) => expect(isTimeZone(name)).toBe(true));

  it.each(["", "+01:00", "Mars/Olympus", "Europe/", "/Berlin", "Europe/Berlin ", "x".repeat(300)])(
    "is not %j",
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});
