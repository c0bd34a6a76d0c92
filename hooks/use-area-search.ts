"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LatLng } from "@/lib/geo/types";
import { callApi } from "@/lib/http/client";
import type { AreaStayWire } from "@/lib/tracking/areas/stay-wire";

export type { AreaStayWire };

/** From when to when, epoch ms. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

interface Page {
  items: AreaStayWire[];
  next_cursor: string | null;
}

/** So many stays come by themselves; more on request. */
const ENOUGH = 100;

/** Who was in an area in a time, newest first. Nothing is asked while there is no area. */
export function useAreaSearch(ring: readonly LatLng[] | null, span: TimeSpan) {
  const query = useInfiniteQuery({
    queryKey: ["area", ring, span],
    queryFn: ({ pageParam, signal }) =>
      callApi<Page>("/areas/search", {
        method: "POST",
        body: {
          polygon: ring?.map(({ lat, lng }) => [lng, lat]),
          from: new Date(span.from).toISOString(),
          to: new Date(span.to).toISOString(),
          limit: ENOUGH,
          cursor: pageParam ?? undefined,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: ring !== null,
    refetchOnWindowFocus: false,
  });
  const stays = (query.data?.pages ?? [])
    .flatMap((page) => page.items)
    .sort((a, b) => Date.parse(b.entered_at) - Date.parse(a.entered_at));
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  // A page also ends after two seconds of looking, with few stays or none.
  const goesOn = hasNextPage && !isFetching && !isError && stays.length < ENOUGH;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  return { ...query, stays };
}

interface FixItem {
  latitude: number;
  longitude: number;
  recorded_at: string;
  verdict: string;
}

/** Shown of the way before and after a stay, ms. */
const AROUND_MS = 10 * 60_000;
const MOST_FIXES = 5000;
const believed = new Set(["good", "late"]);

/** The way somebody took round a stay, oldest first; at epoch ms. */
export function useWayOfStay(stay: AreaStayWire | null) {
  return useQuery({
    queryKey: ["area", "way", stay?.technician_id, stay?.entered_at, stay?.left_at],
    queryFn: async ({ signal }): Promise<(LatLng & { at: number })[]> => {
      if (stay === null) return [];
      const query = {
        from: new Date(Date.parse(stay.entered_at) - AROUND_MS).toISOString(),
        to: new Date(Date.parse(stay.left_at) + AROUND_MS).toISOString(),
        limit: MOST_FIXES,
      };
      const path = `/technicians/${stay.technician_id}/fixes`;
      const { items } = await callApi<{ items: FixItem[] }>(path, { query, signal });
      return items
        .filter((fix) => believed.has(fix.verdict))
        .map((fix) => ({ lat: fix.latitude, lng: fix.longitude, at: Date.parse(fix.recorded_at) }));
    },
    enabled: stay !== null,
  });
}
