import type { FenceRules } from "@/lib/geofence/types";
import type { CandidateJob } from "./types";

/** What a technician's fixes are judged by, besides what is remembered of him. */
export interface JudgingTerms {
  readonly number: number;
  readonly name: string;
  readonly rules: FenceRules;
  readonly candidates: readonly CandidateJob[];
}

interface Kept {
  readonly version: number;
  readonly since: number;
  readonly terms: JudgingTerms;
}

/**
 * Terms read earlier, by technician, each under the number it was read at (`judging_versions`): whoever holds the row
 * lock and has read the same number since may judge by them. Only a cache; the number decides.
 */
export class KeptTerms {
  private readonly kept = new Map<string, Kept>();

  /** @param limit technicians at most; whoever was put in first goes first */
  constructor(private readonly limit: number) {}

  /**
   * @param since epoch ms: the oldest fix to be judged; terms read for later fixes only may lack a job
   * @param remembered ids of the jobs that the technician's fences remember, all of which the terms have to know
   */
  find(
    technician: string,
    version: number,
    since: number,
    remembered: readonly string[],
  ): JudgingTerms | null {
    const kept = this.kept.get(technician);
    if (kept === undefined || kept.version !== version || kept.since > since) return null;
    const { candidates } = kept.terms;
    return remembered.every((id) => candidates.some(({ jobId }) => jobId === id)) ? kept.terms : null;
  }

  keep(technician: string, version: number, since: number, terms: JudgingTerms): void {
    this.kept.delete(technician);
    this.kept.set(technician, { version, since, terms });
    if (this.kept.size <= this.limit) return;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined) this.kept.delete(oldest);
  }
}
