import type { FenceFix, SiteProfile } from "@/lib/geofence/types";
import { jumps, meaningfulAccuracy, meaningfulSpeed, normaliseAccuracy } from "../judge-fix";
import { type AreaState, type AreaStay, endArea, initialAreaState, stepArea } from "../stays-in-area";
import type { AcceptedFix, FixSource, Verdict } from "../types";
import type { Run } from "./hour-runs";

/** A stored fix as a watch takes it; `at` is epoch ms. */
export interface WatchedFix {
  readonly id: string;
  readonly at: number;
  readonly lat: number;
  readonly lng: number;
  readonly accuracy_meters: number | null;
  readonly speed_mps: number | null;
  readonly heading_degrees: number | null;
  readonly source: FixSource;
  readonly verdict: Verdict;
}

/** Collects the stays of one technician in an area while his stored fixes go by in time order. */
export class AreaWatch {
  /** Those that have ended and have a fix within the span. */
  readonly stays: AreaStay[] = [];
  private state: AreaState;
  private last: AcceptedFix | null = null;

  /** @param outsideAt when he was last known outside before the first fix that will be given, epoch ms; null: unknown */
  constructor(
    private readonly profile: SiteProfile,
    private readonly span: Run,
    outsideAt: number | null,
  ) {
    this.state = { ...initialAreaState, outsideAt };
  }

  /** When he was last known outside, epoch ms; null when nothing is known. */
  get outsideAt(): number | null {
    return this.state.outsideAt;
  }

  /** True while nothing hangs in the balance: what comes next can be told without what came before. */
  get isIdle(): boolean {
    return this.state.stay === null && this.state.doubt === null;
  }

  /** One more fix; one that was given before changes nothing. */
  take(row: WatchedFix): void {
    const { at } = row;
    if (this.last !== null && at <= this.last.at) return;
    const signs = {
      accuracyMeters: row.accuracy_meters,
      speedMps: row.speed_mps,
      headingDegrees: row.heading_degrees,
      source: row.source,
    };
    const accepted = { at, point: { lat: row.lat, lng: row.lng }, accuracyMeters: normaliseAccuracy(signs) };
    // The day of a late fix may not have been folded again yet.
    if (row.verdict === "late" && this.last !== null && jumps(this.last, accepted)) return;
    this.last = accepted;
    const fix: FenceFix = {
      ...accepted,
      fixId: row.id,
      reportedAccuracyMeters: meaningfulAccuracy(row.accuracy_meters),
      speedMps: meaningfulSpeed(signs),
    };
    const { state, ended } = stepArea(this.state, fix, this.profile);
    this.state = state;
    if (ended) this.keep(ended);
  }

  /** There are no more fixes. */
  end(): void {
    const open = endArea(this.state);
    if (open) this.keep(open);
    this.state = initialAreaState;
  }

  private keep(stay: AreaStay): void {
    if (stay.leftAt >= this.span.from && stay.enteredAt < this.span.until) this.stays.push(stay);
  }
}
