import type { JudgingTerms } from "./judging-terms";
import type { TrackState } from "./types";

/** What is remembered of one technician; whoever has locked the row is the only one to change it. */
export interface RememberedTechnician {
  readonly tenantId: string;
  readonly technicianId: string;
  readonly state: TrackState;
  readonly version: number;
}

/** One technician with everything the pipeline needs to judge his fixes. */
export type TrackedTechnician = RememberedTechnician & JudgingTerms;
