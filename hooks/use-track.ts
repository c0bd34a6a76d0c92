"use client";

import { useQuery } from "@tanstack/react-query";
import { callApi } from "@/lib/http/client";
import type { TrackWire } from "@/lib/tracking/playback/track-wire";

export type { TrackWire };

/** What is asked for: a trip by its id, or a technician's time, epoch ms. */
export type TrackWanted =
  | { kind: "trip"; tripId: string }
  | { kind: "span"; technicianId: string; from: number; to: number };

/** What there is to play back. It does not grow while it is watched. @param wanted null: nothing yet */
export function useTrack(wanted: TrackWanted | null) {
  return useQuery({
    queryKey: ["track", wanted],
    queryFn: ({ signal }) =>
      wanted?.kind === "trip"
        ? callApi<TrackWire>(`/trips/${encodeURIComponent(wanted.tripId)}/track`, { signal })
        : callApi<TrackWire>(`/technicians/${wanted?.technicianId}/track`, {
            query: {
              from: new Date(wanted?.from ?? 0).toISOString(),
              to: new Date(wanted?.to ?? 0).toISOString(),
            },
            signal,
          }),
    enabled: wanted !== null,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
