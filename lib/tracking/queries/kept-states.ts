import { BoundedMap } from "@/lib/bounded-map";
import type { TrackState } from "../types";

/** About a kilobyte each. */
const KEPT_TECHNICIANS = 20_000;

/**
 * States that this process has committed, by `keyOf`, each under the version its row had then. Only a cache: whoever has
 * locked the row compares the version, which grows with every write of every node.
 */
export const keptStates = new BoundedMap<string, { readonly version: number; readonly state: TrackState }>(
  KEPT_TECHNICIANS,
);
