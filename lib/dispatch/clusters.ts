import type { Gathering } from "./gatherings";

/** A cluster that was said to be there. Times are epoch ms. */
export interface KnownCluster {
  readonly id: string;
  readonly siteId: string | null;
  readonly technicianIds: readonly string[];
  readonly expected: number;
  /** Since when it has not been seen; null while it is there. */
  readonly missedSince: number | null;
}

/** Where more are than expected. */
export interface Crowd extends Gathering {
  readonly expected: number;
}

/** So long fewer have to be there until it is said that they left, milliseconds: somebody fetches a part. */
const GONE_AFTER_MS = 2 * 60_000;

export type ClusterStep =
  | { readonly step: "exceeded"; readonly crowd: Crowd }
  | { readonly step: "changed"; readonly known: KnownCluster; readonly crowd: Crowd }
  /** Written down and not said. */
  | { readonly step: "missed" | "seen"; readonly known: KnownCluster }
  | { readonly step: "dissolved"; readonly known: KnownCluster };

/**
 * What became of the clusters that are known, and which are new. A cluster of a site is known by the site, one elsewhere by
 * its people. Who is missed for less than 2 min has not left.
 * @param now epoch ms
 */
export function clusterSteps(
  known: readonly KnownCluster[],
  found: readonly Gathering[],
  expectedAt: (siteId: string | null) => number,
  now: number,
): ClusterStep[] {
  const crowds = found
    .map((gathering): Crowd => ({ ...gathering, expected: expectedAt(gathering.siteId) }))
    .filter(({ technicianIds, expected }) => technicianIds.length > expected);
  const left = new Set(known);
  const steps = crowds.flatMap((crowd): ClusterStep[] => {
    const same = [...left].find((cluster) => isSame(cluster, crowd));
    if (same === undefined) return [{ step: "exceeded", crowd }];
    left.delete(same);
    if (saysOther(same, crowd)) return [{ step: "changed", known: same, crowd }];
    return same.missedSince === null ? [] : [{ step: "seen", known: same }];
  });
  for (const cluster of left) {
    if (cluster.missedSince === null) steps.push({ step: "missed", known: cluster });
    else if (now - cluster.missedSince >= GONE_AFTER_MS) steps.push({ step: "dissolved", known: cluster });
  }
  return steps;
}

function isSame(cluster: KnownCluster, crowd: Crowd): boolean {
  if (cluster.siteId !== crowd.siteId) return false;
  return crowd.siteId !== null || crowd.technicianIds.some((id) => cluster.technicianIds.includes(id));
}

function saysOther(cluster: KnownCluster, crowd: Crowd): boolean {
  return cluster.expected !== crowd.expected || cluster.technicianIds.join() !== crowd.technicianIds.join();
}
