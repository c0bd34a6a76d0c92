import { and, eq, inArray } from "drizzle-orm";
import { fixes } from "@/drizzle/schema/tracking";
import type { Work } from "@/lib/db/transaction";
import { meaningfulAccuracy, meaningfulSpeed } from "../judge-fix";
import type { JobTransition } from "../types";

/**
 * Gives drive-pasts the first of their two fixes as evidence. The pipeline does not remember its id from fix to fix, so it is
 * looked up by time and place; where it has been erased meanwhile, the second one is all the evidence there is. Costs
 * nothing where nobody drove past.
 */
export async function withFirstFixes<Transition extends JobTransition>(
  { tx, tenantId }: Pick<Work, "tx" | "tenantId">,
  technicianId: string,
  transitions: readonly Transition[],
): Promise<readonly Transition[]> {
  const moments = transitions.flatMap(({ transition }) =>
    transition.kind === "passed" ? [new Date(transition.from.at)] : [],
  );
  if (moments.length === 0) return transitions;
  const rows = await tx
    .select({
      id: fixes.id,
      recordedAt: fixes.recordedAt,
      lat: fixes.lat,
      lng: fixes.lng,
      accuracyMeters: fixes.accuracyMeters,
      speedMps: fixes.speedMps,
      headingDegrees: fixes.headingDegrees,
    })
    .from(fixes)
    .where(
      and(
        eq(fixes.tenantId, tenantId),
        eq(fixes.technicianId, technicianId),
        inArray(fixes.recordedAt, moments),
      ),
    );
  return transitions.map((one) => {
    const { transition } = one;
    if (transition.kind !== "passed") return one;
    const { from, explanation } = transition;
    const row = rows.find(
      ({ recordedAt, lat, lng }) =>
        recordedAt.getTime() === from.at && lat === from.point.lat && lng === from.point.lng,
    );
    if (!row) return one;
    const first = {
      ...from,
      fixId: row.id,
      reportedAccuracyMeters: meaningfulAccuracy(row.accuracyMeters),
      speedMps: meaningfulSpeed(row),
    };
    const evidence = [first, ...explanation.evidence];
    return { ...one, transition: { ...transition, explanation: { ...explanation, evidence } } };
  });
}
