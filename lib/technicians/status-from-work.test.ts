import { describe, expect, it } from "vitest";
import { statusFromWork } from "./status-from-work";
import type { TechnicianStatus } from "./types";

describe("the status of a technician", () => {
  it.each<[TechnicianStatus, boolean, boolean, boolean, TechnicianStatus]>([
    ["available", true, false, true, "on_job"],
    ["on_break", true, true, true, "on_job"],
    ["off_duty", true, false, false, "on_job"],
    ["available", false, true, true, "en_route"],
    ["on_break", false, true, true, "en_route"],
    ["on_job", false, false, true, "available"],
    ["offline", false, false, true, "available"],
    ["on_break", false, false, true, "on_break"],
    ["on_break", false, false, false, "off_duty"],
    ["on_job", false, false, false, "off_duty"],
  ])(
    "follows the work from %s (running %s, en route %s, on shift %s) to %s",
    (current, running, enRoute, onShift, next) => {
      expect(statusFromWork(current, { running, enRoute, onShift })).toBe(next);
    },
  );
});
