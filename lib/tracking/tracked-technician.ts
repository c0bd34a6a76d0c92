import type { FenceRules } from "@/lib/geofence/types";
import type { TechnicianStatus } from "@/lib/technicians/types";
import type { CandidateJob, TrackState } from "./types";

/** One technician under his row lock, with everything the pipeline needs to judge his fixes. */
export interface TrackedTechnician {
  readonly tenantId: string;
  readonly technicianId: string;
  readonly number: number;
  readonly name: string;
  readonly status: TechnicianStatus;
  readonly state: TrackState;
  readonly version: number;
  /** Epoch ms from which his visits have to be folded again; null when they are up to date. */
  readonly rebuildFrom: number | null;
  readonly rules: FenceRules;
  readonly candidates: readonly CandidateJob[];
}
