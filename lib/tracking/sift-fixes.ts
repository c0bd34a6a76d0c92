import { isTracked } from "./is-tracked";
import { type Receipt, receiptKey } from "./receipt";
import type { IncomingFix } from "./schema";
import type { Submission } from "./submission";
import { keyOf } from "./technician-key";
import type { TrackedTechnician } from "./tracked-technician";

export interface SiftedFixes {
  /** Fixes whose id was claimed by another one before. */
  readonly resent: ReadonlySet<IncomingFix>;
  /** Fixes from outside of every shift: nothing may be made of them (LOC-12). */
  readonly offShift: ReadonlyMap<IncomingFix, Submission>;
  /** Ids that were claimed for fixes that are not stored: the same fix may come again and be welcome. */
  readonly unused: readonly Receipt[];
}

/**
 * Parts what is stored from what is not.
 * @param technicians by `keyOf`
 * @param claimed `receiptKey` of the ids that were new
 */
export function siftFixes(
  submissions: readonly Submission[],
  technicians: ReadonlyMap<string, Pick<TrackedTechnician, "times">>,
  claimed: ReadonlySet<string>,
): SiftedFixes {
  const free = new Set(claimed);
  const resent = new Set<IncomingFix>();
  const offShift = new Map<IncomingFix, Submission>();
  const unused = new Map<string, Receipt>();
  for (const submission of submissions) {
    const { tenantId, technicianId, fixes } = submission;
    const technician = technicians.get(keyOf(submission));
    for (const incoming of fixes) {
      const receipt =
        incoming.clientId === null ? null : { tenantId, technicianId, clientId: incoming.clientId };
      const key = receipt && receiptKey(receipt);
      if (key !== null && !claimed.has(key)) resent.add(incoming);
      else if (technician && !isTracked(technician.times, incoming.fix.at)) {
        offShift.set(incoming, submission);
        if (receipt) unused.set(receiptKey(receipt), receipt);
      } else if (key !== null && !free.delete(key)) resent.add(incoming);
    }
  }
  return { resent, offShift, unused: [...unused].filter(([key]) => free.has(key)).map(([, one]) => one) };
}
