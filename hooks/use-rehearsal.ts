"use client";

import { useEffect, useRef, useState } from "react";
import { callApiInLines } from "@/lib/http/client";
import type { RehearsalWire } from "@/lib/tracking/rehearsal/rehearsal-wire";

export type { RehearsalWire };

/** A fence as it might be; what is left out stays as it is, null means none. Metres. */
export interface TriedFence {
  geofence_radius_meters?: number;
  geofence_approach_radius_meters?: number;
  geofence_departure_radius_meters?: number;
  geofence_polygon?: { latitude: number; longitude: number }[] | null;
}

export type RehearsalState =
  | { readonly is: "idle" }
  /** `share` is how much is done, 0 to 1. */
  | { readonly is: "running"; readonly share: number }
  | { readonly is: "done"; readonly result: RehearsalWire }
  | { readonly is: "failed"; readonly error: Error };

const idle: RehearsalState = { is: "idle" };

/** Runs one rehearsal at a time; another one, `cancel` or leaving the page stops it, on the server too. */
export function useRehearsal() {
  const [state, setState] = useState<RehearsalState>(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  function cancel() {
    running.current?.abort();
    running.current = null;
    setState(idle);
  }

  async function run(of: { job_id: string } | { site_id: string }, fence: TriedFence) {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const show = (next: RehearsalState) => {
      if (running.current === own) setState(next);
    };
    show({ is: "running", share: 0 });
    try {
      const request = {
        method: "POST",
        query: { answer: "lines" },
        body: { ...of, ...fence },
        signal: own.signal,
      } as const;
      await callApiInLines("/geofence/rehearse", request, (line) => {
        const { share, result } = line as { share?: number; result?: RehearsalWire };
        if (result) show({ is: "done", result });
        else if (share !== undefined) show({ is: "running", share });
      });
    } catch (error) {
      if (!own.signal.aborted) show({ is: "failed", error: error as Error });
    }
  }

  return { state, run, cancel };
}
