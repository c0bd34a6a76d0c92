"use client";

import { useEffect } from "react";
import { useLiveData } from "@/hooks/live/live-provider";
import type { LivePosition } from "@/lib/realtime/live-position";
import type { TrailSpot } from "./canvas/draw-trail";
import { worldSpot } from "./canvas/view";
import type { MapScene } from "./map-scene";
import { TRAIL_MS } from "./technician-layer";

/** An hour at one fix a second fits; the server gives the oldest first, so a cut would lose the newest. */
const PAGE = 5000;

interface FixItem {
  readonly latitude: number;
  readonly longitude: number;
  readonly recorded_at: string;
  readonly verdict: string;
}

/** Fetches where the selected technician was in the last hour and lengthens it with each new position. */
export function useTrail(scene: MapScene | null, technicianId: string | null): void {
  const { store } = useLiveData();
  useEffect(() => {
    if (scene === null || technicianId === null) return;
    const aborter = new AbortController();
    const known = new Map<number, TrailSpot>();
    const show = () =>
      scene.change({
        trail: { technicianId, spots: [...known.values()].sort((a, b) => a.at - b.at) },
      });
    const add = (position: LivePosition) =>
      known.set(position.recordedAt, { ...worldSpot(position.point), at: position.recordedAt });

    const leave = store.subscribe(`position:${technicianId}`, () => {
      const position = store.position(technicianId);
      if (position === null) return;
      add(position);
      const oldest = position.recordedAt - TRAIL_MS;
      for (const at of known.keys()) if (at < oldest) known.delete(at);
      show();
    });
    readFixes(technicianId, store.now() - TRAIL_MS, aborter.signal)
      .then((fixes) => {
        for (const fix of fixes) {
          const at = Date.parse(fix.recorded_at);
          known.set(at, { ...worldSpot({ lat: fix.latitude, lng: fix.longitude }), at });
        }
        show();
      })
      .catch(() => {
        // Without the past the trail begins now; the drawer tells when the server does not answer.
      });
    return () => {
      aborter.abort();
      leave();
      scene.change({ trail: null });
    };
  }, [scene, store, technicianId]);
}

/** Only fixes that moved the marker: a trail through outliers would show a way nobody went. */
async function readFixes(technicianId: string, from: number, signal: AbortSignal): Promise<FixItem[]> {
  const query = new URLSearchParams({ from: new Date(from).toISOString(), limit: String(PAGE) });
  const response = await fetch(`/api/v1/field-service/technicians/${technicianId}/fixes?${query}`, {
    signal,
  });
  if (!response.ok) throw new Error(`fixes: ${response.status}`);
  const { items } = (await response.json()) as { items: FixItem[] };
  return items.filter((fix) => fix.verdict === "good");
}
