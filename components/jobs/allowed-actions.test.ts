import { describe, expect, it } from "vitest";
import { jobStatuses } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";
import { allowedActions, primaryAction } from "./allowed-actions";

const job = (over: Partial<JobWire>) =>
  ({ status: "pending", technician_id: null, on_site: false, ...over }) as JobWire;

describe("the drawer offers only what the server will accept", () => {
  it("offers nothing for a job that is over", () => {
    for (const status of ["completed", "failed", "cancelled"] as const) {
      expect(allowedActions(job({ status, technician_id: "t" }))).toEqual([]);
      expect(primaryAction(job({ status, technician_id: "t" }))).toBeNull();
    }
  });

  it("offers no work on a job nobody has", () => {
    expect(allowedActions(job({ status: "pending" }))).toEqual(["assign", "hold", "cancel"]);
    expect(primaryAction(job({ status: "pending" }))).toBe("assign");
  });

  it("offers checking out only to whoever is on site", () => {
    expect(allowedActions(job({ status: "running", technician_id: "t", on_site: true }))).toContain(
      "check_out",
    );
    expect(allowedActions(job({ status: "running", technician_id: "t" }))).toContain("check_in");
    expect(allowedActions(job({ status: "running", technician_id: "t" }))).not.toContain("check_out");
  });

  it("puts an offered action on the big button, in every state", () => {
    for (const status of jobStatuses) {
      for (const technician_id of [null, "t"]) {
        const one = job({ status, technician_id });
        const primary = primaryAction(one);
        if (primary) expect(allowedActions(one)).toContain(primary);
      }
    }
  });
});
