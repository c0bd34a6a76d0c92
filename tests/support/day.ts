import type { LatLng } from "@/lib/geo/types";
import { newId } from "@/lib/id";
import type { IncomingFix } from "@/lib/tracking/schema";
import type { Submission } from "@/lib/tracking/submission";
import { apiFix, eastOfSite, seededRandom } from "./fixes";
import type { TestTenant } from "./fixtures";

/** A fix as it leaves the parser: an id of its own, and what its sender calls it. */
export function incoming(
  at: number,
  point: LatLng,
  more: { clientId?: string; accuracyMeters?: number; speedMps?: number } = {},
): IncomingFix {
  const { clientId = null, accuracyMeters = null, speedMps = null } = more;
  const fix = apiFix(at, point, { fixId: newId(), receivedAt: Date.now(), accuracyMeters, speedMps });
  return { fix, clientId, jobId: null };
}

export function submission(
  tenant: TestTenant,
  technicianId: string,
  fixes: readonly IncomingFix[],
): Submission {
  return { tenantId: tenant.id, technicianId, fixes };
}

/** Where the sites of `wanderingDay` lie, metres east of the classic one. */
export const daySites = [0, 600, 1200] as const;

/**
 * A technician's drive up and down a road with three sites, stopping at some for minutes, one fix every 20 s: the same for a
 * seed. Between the stops he is fast, near the fences his accuracy varies.
 * @returns `[epoch ms, place, accuracy m, speed m/s]`
 */
export function wanderingDay(seed: number, from: number, to: number) {
  const random = seededRandom(seed);
  const fixes: { at: number; point: LatLng; accuracyMeters: number; speedMps: number }[] = [];
  let place = -400;
  let goal = 0;
  let restsUntil = 0;
  for (let at = from; at < to; at += 20_000) {
    const way = goal - place;
    if (Math.abs(way) < 1 && restsUntil === 0) restsUntil = at + Math.floor(random() * 12) * 60_000;
    if (Math.abs(way) < 1 && at >= restsUntil) {
      restsUntil = 0;
      goal = Math.round(random() * 2000 - 400);
      if (random() < 0.7) goal = daySites[Math.floor(random() * daySites.length)] ?? 0;
    }
    const step = Math.max(-160, Math.min(160, goal - place));
    place += step;
    const noise = (random() - 0.5) * 40;
    fixes.push({
      at,
      point: eastOfSite(place + noise),
      accuracyMeters: Math.round(5 + random() * 60),
      speedMps: Math.round(Math.abs(step) / 2) / 10,
    });
  }
  return fixes;
}
