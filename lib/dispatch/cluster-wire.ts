/** Several technicians at one place, more than expected (GEO-9). */
export interface ClusterWire {
  cluster_id: string;
  /** Null where no job is: a car park, a yard. */
  site: { id: string; name: string | null; latitude: number; longitude: number } | null;
  technicians: { id: string; name: string }[];
  expected: number;
  since: string;
}

/** `exceeded`: there are more than expected. `changed`: others, still more. `dissolved`: no longer. */
export interface ClusterChangedWire extends ClusterWire {
  status: "exceeded" | "changed" | "dissolved";
  occurred_at: string;
}
