import type { FixResultWire } from "@/lib/realtime/protocol";

/** A transition that has become a visit, with what the sender of the deciding fix is told about it. */
export interface DecidedTransition {
  readonly fixId: string | null;
  readonly result: NonNullable<FixResultWire["geofence_event"]> | null;
}
