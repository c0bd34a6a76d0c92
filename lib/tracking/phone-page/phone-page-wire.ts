import type { Verdict } from "../types";
import type { PhonePage } from "./phone-page";
import type { FixRefusal, LocationPermission, PageState, WakeLockState } from "./types";

/** The phone page as the API gives it (LOC-13): what it said of itself last, in the technician's open shift. */
export interface PhonePageWire {
  technician_id: string;
  heard_at: string;
  state: PageState;
  state_since: string;
  sharing: boolean;
  permission: LocationPermission;
  last_fix_at: string | null;
  /** Fixes that waited to be sent. */
  waiting: number;
  refusal: FixRefusal | null;
  verdict: Verdict | null;
  wake_lock: WakeLockState;
  /** Per cent. */
  battery: number | null;
  charging: boolean | null;
  /** How far the phone's clock was ahead of ours. */
  clock_ahead_seconds: number;
  outage: { from: string; until: string } | null;
}

export function phonePageWire(technicianId: string, page: PhonePage): PhonePageWire {
  const { fixAt, outage } = page;
  return {
    technician_id: technicianId,
    heard_at: iso(page.heardAt),
    state: page.state,
    state_since: iso(page.stateSince),
    sharing: page.sharing,
    permission: page.permission,
    last_fix_at: fixAt === null ? null : iso(fixAt),
    waiting: page.waiting,
    refusal: page.refusal,
    verdict: page.verdict,
    wake_lock: page.wakeLock,
    battery: page.battery,
    charging: page.charging,
    clock_ahead_seconds: page.clockAheadSeconds,
    outage: outage && { from: iso(outage.from), until: iso(outage.until) },
  };
}

const iso = (at: number) => new Date(at).toISOString();
