import { agePhrase } from "@/lib/dispatch/age";
import type { Phrase } from "@/lib/dispatch/phrase";

/** What the user asked for: pushes over the socket, or a look every 15 s. */
export type LiveMode = "live" | "polling";

export type LivePhase = "connecting" | "live" | "reconnecting" | "polling" | "offline" | "signed_out";

export interface ConnectionState {
  readonly phase: LivePhase;
  readonly mode: LiveMode;
  /** Why the page polls: by choice, or because the socket does not come up. */
  readonly because: "chosen" | "socket_failed" | null;
  /** Round trip of the last ping, ms. */
  readonly latencyMs: number | null;
  /** Last sign of life from the server; on the store's clock, epoch ms. */
  readonly lastHeardAt: number | null;
  /** When the page was last known to show everything; same clock. */
  readonly dataAsOf: number | null;
  /** Next attempt to connect; same clock. Null while none is planned. */
  readonly nextAttemptAt: number | null;
}

/** The facts a phase follows from. */
export interface LinkFacts {
  readonly mode: LiveMode;
  readonly online: boolean;
  readonly signedOut: boolean;
  /** The socket is open and everything missed has arrived. */
  readonly socketComplete: boolean;
  /** The page polls because the socket failed for too long. */
  readonly fallback: boolean;
  readonly http: "unknown" | "ok" | "failed";
  /** There was a moment when the page showed everything. */
  readonly wasComplete: boolean;
}

/** The honest state (RT-4): what is working now, not what was asked for. */
export function phaseOf(facts: LinkFacts): Pick<ConnectionState, "phase" | "because"> {
  const polls = facts.mode === "polling" || facts.fallback;
  if (facts.signedOut) return { phase: "signed_out", because: null };
  if (facts.mode === "live" && facts.socketComplete) return { phase: "live", because: null };
  if (polls && facts.http === "ok") {
    return { phase: "polling", because: facts.mode === "polling" ? "chosen" : "socket_failed" };
  }
  if (!facts.online || (polls && facts.http === "failed")) return { phase: "offline", because: null };
  return { phase: facts.wasComplete ? "reconnecting" : "connecting", because: null };
}

export type ConnectionPhraseId =
  | "connecting"
  | "live"
  | "live_latency"
  | "live_quiet"
  | "reconnecting"
  | "reconnecting_in"
  | "polling"
  | "polling_fallback"
  | "offline"
  | "signed_out";

/** Nothing heard for this long is worth saying, although the connection counts as alive. */
const QUIET_MS = 15_000;

/** The words of the badge. @param now same clock as the state, epoch ms */
export function describeConnection(
  state: ConnectionState,
  now: number,
): Phrase<ConnectionPhraseId> & { readonly tone: "good" | "warn" | "bad" } {
  switch (state.phase) {
    case "live": {
      const quiet = now - (state.lastHeardAt ?? now);
      if (quiet > QUIET_MS) {
        return { tone: "warn", id: "live_quiet", values: { seconds: Math.floor(quiet / 1000) } };
      }
      if (state.latencyMs === null) return { tone: "good", id: "live", values: {} };
      return { tone: "good", id: "live_latency", values: { seconds: Math.max(0.1, state.latencyMs / 1000) } };
    }
    case "reconnecting": {
      const left = Math.ceil(((state.nextAttemptAt ?? now) - now) / 1000);
      return left > 1
        ? { tone: "warn", id: "reconnecting_in", values: { seconds: left } }
        : { tone: "warn", id: "reconnecting", values: {} };
    }
    case "polling": {
      const id = state.because === "chosen" ? "polling" : "polling_fallback";
      const age = agePhrase(now - (state.dataAsOf ?? now));
      return {
        tone: id === "polling" ? "good" : "warn",
        id,
        values: { unit: age.id, count: age.values.count ?? 0 },
      };
    }
    case "connecting":
      return { tone: "warn", id: "connecting", values: {} };
    case "offline":
    case "signed_out":
      return { tone: "bad", id: state.phase, values: {} };
  }
}
