import { distanceMeters } from "@/lib/geo/distance";
import type { CandidateJob, Fix } from "@/lib/tracking/types";

/**
 * The fences of most field-service apps: the distance to every job for every fix, inside within 100 m, an event when that
 * changes. It judges nothing, so a teleport or a drive past is an arrival.
 */
export class EveryDistance {
  private readonly inside = new Set<string>();

  constructor(private readonly jobs: readonly CandidateJob[]) {}

  /** @returns how many events the fix caused */
  step({ point }: Fix): number {
    let events = 0;
    for (const { jobId, profile } of this.jobs) {
      const isIn = distanceMeters(profile.shape.center, point) <= 100;
      if (isIn === this.inside.has(jobId)) continue;
      if (isIn) this.inside.add(jobId);
      else this.inside.delete(jobId);
      events += 1;
    }
    return events;
  }
}
