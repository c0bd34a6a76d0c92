import type { TechnicianWire } from "@/lib/realtime/protocol";

export interface ShiftWire {
  id: string;
  started_at: string;
  ended_at: string | null;
}

/** A technician with the shift that was just started or ended; null when there never was one. */
export type TechnicianOnShift = TechnicianWire & { shift: ShiftWire | null };

/** What the end of a shift answers: also how many fixes from after its end were erased (LOC-12). */
export type EndedShift = TechnicianOnShift & { erased_fixes: number };
