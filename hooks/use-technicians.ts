"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { VisitWire } from "@/lib/geofence/visit-shapes";
import { callApi } from "@/lib/http/client";
import type { AnyEvent, TechnicianWire } from "@/lib/realtime/protocol";
import type { TechnicianStatus } from "@/lib/technicians/types";
import type { TripWire } from "@/lib/tracking/trip-shapes";
import type { FixSource } from "@/lib/tracking/types";
import { useEventListener, useRevision } from "./live/use-live";
import { olderOf } from "./older-of";

/** Clocks go wrong for hours, not for seconds. */
const CLOCKS_MS = 5 * 60_000;

export const technicianKeys = {
  one: (id: string) => ["technicians", "one", id] as const,
  day: (id: string, from: number, revision: number) =>
    [...technicianKeys.one(id), "day", from, revision] as const,
};

export interface TechnicianDay {
  /** Oldest first. */
  events: AnyEvent[];
  visits: VisitWire[];
}

/** What a technician did since a moment. @param from epoch ms */
export function useTechnicianDay(id: string, from: number) {
  return useQuery({
    queryKey: technicianKeys.day(id, from, useRevision(id)),
    placeholderData: olderOf([...technicianKeys.one(id), "day", from]),
    queryFn: async ({ signal }): Promise<TechnicianDay> => {
      const query = { from: new Date(from).toISOString(), to: new Date(from + 86_400_000).toISOString() };
      const [timeline, visits] = await Promise.all([
        callApi<{ items: AnyEvent[] }>(`/technicians/${id}/timeline`, { query, signal }),
        callApi<{ items: VisitWire[] }>(`/technicians/${id}/visits`, { query, signal }),
      ]);
      return { events: timeline.items, visits: visits.items };
    },
    enabled: from > 0,
  });
}

/** Trips of a technician since a moment, read again whenever one begins or ends. @param from epoch ms */
export function useTrips(id: string, from: number) {
  const queries = useQueryClient();
  const queryKey = [...technicianKeys.one(id), "trips", from];
  useEventListener(({ type, data }) => {
    if (type === "trip_update" && data.technician_id === id) void queries.invalidateQueries({ queryKey });
  });
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      callApi<{ items: TripWire[] }>(`/technicians/${id}/trips`, {
        query: { from: new Date(from).toISOString(), to: new Date(from + 86_400_000).toISOString() },
        signal,
      }),
    enabled: from > 0,
  });
}

export interface ClockOffset {
  sources: [FixSource, FixSource];
  /** How far the second clock is ahead of the first. */
  offset_seconds: number;
}

/** Sources of a technician's fixes whose clocks disagree since a moment. @param from epoch ms */
export function useClockOffsets(id: string, from: number) {
  return useQuery({
    queryKey: [...technicianKeys.one(id), "clocks", from],
    queryFn: ({ signal }) =>
      callApi<{ items: ClockOffset[] }>(`/technicians/${id}/clocks`, {
        query: { from: new Date(from).toISOString(), to: new Date(from + 86_400_000).toISOString() },
        signal,
      }),
    enabled: from > 0,
    staleTime: CLOCKS_MS,
    refetchInterval: CLOCKS_MS,
  });
}

/** Starts or ends a shift. */
export function useShiftCommand(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (move: "start" | "end") =>
      callApi<unknown>(`/technicians/${id}/shift/${move}`, { method: "POST", body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: technicianKeys.one(id) }),
  });
}

/** Sets a technician's status by hand. */
export function useStatusCommand(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (status: TechnicianStatus) =>
      callApi<TechnicianWire>(`/technicians/${id}`, { method: "PATCH", body: { status } }),
    onSettled: () => queries.invalidateQueries({ queryKey: technicianKeys.one(id) }),
  });
}
