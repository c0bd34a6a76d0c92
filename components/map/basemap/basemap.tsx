"use client";

import * as L from "leaflet";
import { useEffect, useRef } from "react";
import { useMap } from "react-leaflet";
import { type BasemapLayer, createBasemapLayer } from "./basemap-layer";
import type { MapTheme } from "./map-style";

export type BasemapSource =
  | { kind: "city"; seed?: number }
  | { kind: "outline" }
  | { kind: "tiles"; url: string; attribution: string };

/** Tiles that may fail in a row before the map gives up on their server. */
const FAILURES_ALLOWED = 4;

type Props = {
  source: BasemapSource;
  theme: MapTheme;
  /** Told once when the tile server does not answer and the outline has taken its place. */
  onTilesUnavailable?: () => void;
};

/** Keeps the right basemap on the surrounding react-leaflet map. Renders nothing itself. */
export function Basemap({ source, theme, onTilesUnavailable }: Props) {
  const map = useMap();
  const painted = useRef<BasemapLayer | null>(null);
  const latest = useRef({ theme, onTilesUnavailable });
  useEffect(() => {
    latest.current = { theme, onTilesUnavailable };
  });
  const { kind } = source;
  const seed = source.kind === "city" ? source.seed : undefined;
  const url = source.kind === "tiles" ? source.url : "";
  const attribution = source.kind === "tiles" ? source.attribution : "";

  useEffect(() => {
    const show = (builtIn: "city" | "outline") => {
      const layer = createBasemapLayer({ kind: builtIn, theme: latest.current.theme, seed });
      painted.current = layer;
      layer.addTo(map);
    };
    let tiles: L.TileLayer | null = null;
    if (kind === "tiles") {
      let failures = 0;
      tiles = L.tileLayer(url, { attribution, maxZoom: 19, className: "basemap-foreign-tiles" });
      tiles.on("tileload", () => {
        failures = 0;
      });
      tiles.on("tileerror", () => {
        failures++;
        if (failures !== FAILURES_ALLOWED || !tiles) return;
        tiles.remove();
        tiles = null;
        show("outline");
        latest.current.onTilesUnavailable?.();
      });
      tiles.addTo(map);
    } else {
      show(kind);
    }
    return () => {
      tiles?.remove();
      painted.current?.remove();
      painted.current = null;
    };
  }, [map, kind, seed, url, attribution]);

  useEffect(() => {
    painted.current?.setTheme(theme);
  }, [theme]);

  return null;
}
