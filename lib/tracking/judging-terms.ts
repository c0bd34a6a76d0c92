import { BoundedMap } from "@/lib/bounded-map";
import type { FenceRules } from "@/lib/geofence/types";
import type { TrackingTimes } from "./is-tracked";
import type { TechnicianSpan } from "./technician-key";
import type { CandidateJob } from "./types";

/** What a technician's fixes are judged by, besides what is remembered of him. */
export interface JudgingTerms {
  readonly number: number;
  readonly name: string;
  readonly rules: FenceRules;
  readonly candidates: readonly CandidateJob[];
  readonly times: TrackingTimes;
}

/** How far back kept terms reach, epoch ms. */
type Since = Pick<TechnicianSpan, "since" | "shiftsSince">;

interface Kept {
  readonly version: number;
  readonly since: number;
  readonly shiftsSince: number;
  readonly terms: JudgingTerms;
}

/**
 * Terms read earlier, by technician, each under the number it was read at (`judging_versions`): whoever holds the row
 * lock and has read the same number since may judge by them. Only a cache; the number decides.
 */
export class KeptTerms {
  private readonly kept: BoundedMap<string, Kept>;

  /** @param limit technicians at most */
  constructor(limit: number) {
    this.kept = new BoundedMap(limit);
  }

  /**
   * @param span the oldest fix to be judged; terms read for later fixes only may lack a job or a shift
   * @param remembered ids of the jobs that the technician's fences remember, all of which the terms have to know
   */
  find(technician: string, version: number, span: Since, remembered: readonly string[]): JudgingTerms | null {
    const kept = this.kept.get(technician);
    if (kept === undefined || kept.version !== version || kept.since > span.since) return null;
    if (kept.shiftsSince > (span.shiftsSince ?? span.since)) return null;
    const { candidates } = kept.terms;
    return remembered.every((id) => candidates.some(({ jobId }) => jobId === id)) ? kept.terms : null;
  }

  /**
   * When the technician may be tracked, where only that matters.
   * @param since epoch ms: the oldest moment asked for
   */
  findTimes(technician: string, version: number, since: number): TrackingTimes | null {
    const kept = this.kept.get(technician);
    return kept?.version === version && kept.shiftsSince <= since ? kept.terms.times : null;
  }

  keep(technician: string, version: number, span: Since, terms: JudgingTerms): void {
    const { since, shiftsSince = since } = span;
    this.kept.set(technician, { version, since, shiftsSince, terms });
  }
}
