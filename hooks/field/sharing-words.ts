import { agePhrase } from "@/lib/dispatch/age";
import type { Phrase } from "@/lib/dispatch/phrase";
import type { LocationPermission } from "@/lib/tracking/phone-page/types";
import type { SenderState } from "./fix-sender";

export interface SharingState extends SenderState {
  permission: LocationPermission;
  /** A shift is open. */
  onShift: boolean;
  /** The page is watching the position. */
  isOn: boolean;
  /** Epoch ms of the newest fix of this phone. */
  fixAt: number | null;
  isOnline: boolean;
}

export type SharingId =
  | "sharing"
  | "finding"
  | "no_position"
  | "no_network"
  | "server_silent"
  | "wrong_clock"
  | "outside_shift"
  | "refused"
  | "signed_out"
  | "not_allowed"
  | "denied"
  | "unsupported"
  | "insecure"
  | "off_shift"
  | "not_sharing"
  | "not_sharing_waiting";

/** Without a fix for this long the phone does not know where it is. */
const lostPositionMs = 60_000;

/**
 * What the pill says. It only says "sharing" when the server has taken the newest fix it answered and nothing is in the way.
 * @param now epoch ms on the phone's own clock
 */
export function describeSharing(
  state: SharingState,
  now: number,
): Phrase<SharingId> & { tone: "good" | "warn" | "bad" | "quiet" } {
  const { waiting } = state;
  const say = (id: SharingId, tone: "good" | "warn" | "bad" | "quiet", at: number | null = null) => {
    const age = agePhrase(at === null ? 0 : now - at);
    return { id, tone, values: { waiting, unit: age.id, count: age.values.count ?? 0 } };
  };
  if (
    state.permission === "denied" ||
    state.permission === "unsupported" ||
    state.permission === "insecure"
  ) {
    return say(state.permission, "bad");
  }
  if (state.problem === "signed_out" || state.problem === "not_allowed") return say(state.problem, "bad");
  if (!state.isOn) {
    if (waiting > 0) return say("not_sharing_waiting", "warn");
    return say(state.onShift ? "not_sharing" : "off_shift", "quiet");
  }
  if (!state.isOnline || state.problem === "network") return say("no_network", "warn");
  if (state.problem === "server") return say("server_silent", "warn");
  if (state.fixAt === null) return say("finding", "warn");
  if (now - state.fixAt > lostPositionMs) return say("no_position", "warn", state.fixAt);
  if (state.refusal !== null) return say(state.refusal, "bad");
  if (state.confirmedAt === null) return say("finding", "warn");
  return say("sharing", "good", state.confirmedAt);
}
