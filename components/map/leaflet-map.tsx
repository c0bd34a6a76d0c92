"use client";

import "leaflet/dist/leaflet.css";
import "./basemap/basemap.css";
import "./leaflet-map.css";
import type { Map as LeafletMapObject } from "leaflet";
import { type CSSProperties, useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { AttributionControl, MapContainer, ScaleControl } from "react-leaflet";
import { useTranslations } from "use-intl";
import { useJob, useTechnician, useTenant } from "@/hooks/live/use-live";
import type { TenantWire } from "@/lib/tenants/tenant-wire";
import { Basemap, type BasemapSource } from "./basemap/basemap";
import { type MapPadding, noPadding } from "./camera";
import { currentTheme, onThemeChange } from "./canvas/palette";
import { MapControls } from "./map-controls";
import { useEvidenceShown, useMapDesk } from "./map-handle";
import { SelectedAnchor } from "./selected-anchor";
import { useMapStage } from "./use-map-stage";
import { useTrail } from "./use-trail";

export interface LiveMapProps {
  selectedTechnicianId: string | null;
  selectedJobId: string | null;
  onSelectTechnician: (id: string) => void;
  onSelectJob: (id: string) => void;
  /** A click on the map where nothing is. */
  onBackgroundClick?: () => void;
  /** Asks who was in an area; left out where nobody may. */
  onWhoWasHere?: () => void;
  /** What floating panels cover, px; everything the map shows by itself stays clear of it. */
  padding?: MapPadding;
}

const MIN_ZOOM = 3;
const MAX_ZOOM = 19;
/** Height of the line that names whose tiles these are. */
const ATTRIBUTION_PX = 14;

/** Basemap, canvases and controls on one react-leaflet map; nothing else in the product imports react-leaflet. */
export function LeafletMap({ padding = noPadding, ...props }: LiveMapProps) {
  const t = useTranslations("live.map");
  const tenant = useTenant();
  const desk = useMapDesk();
  const [map, setMap] = useState<LeafletMapObject | null>(null);
  const [tilesDown, setTilesDown] = useState(false);
  const theme = useSyncExternalStore(onThemeChange, currentTheme, () => "light" as const);
  const stage = useMapStage(map, { ...props, padding });
  const technician = useTechnician(props.selectedTechnicianId);
  const job = useJob(props.selectedJobId);
  const zoom = useZoom(map);
  const evidenceShown = useEvidenceShown();
  useTrail(stage?.scene ?? null, props.selectedTechnicianId);

  useEffect(() => {
    map?.getContainer().setAttribute("aria-label", t("label"));
  }, [map, t]);

  if (tenant === null) return null;
  return (
    <section className="absolute inset-0 isolate" style={cornersOf(padding)}>
      <MapContainer
        ref={setMap}
        center={[tenant.map.latitude, tenant.map.longitude]}
        zoom={tenant.map.zoom}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        zoomControl={false}
        attributionControl={false}
        zoomAnimation={!prefersLessMotion()}
        className="live-map absolute inset-0"
      >
        <Basemap source={sourceOf(tenant)} theme={theme} onTilesUnavailable={() => setTilesDown(true)} />
        <AttributionControl position="bottomright" prefix={false} />
        <ScaleControl position="bottomleft" imperial={false} maxWidth={90} />
      </MapContainer>
      {stage !== null && (
        <>
          <SelectedAnchor
            layer={stage.technicians}
            label={technician === null ? null : t("selected_technician", { name: technician.full_name })}
            onPress={() => technician !== null && desk.flyToTechnician(technician.id)}
          />
          <SelectedAnchor
            layer={stage.jobs}
            label={job === null ? null : t("selected_job", { number: job.number, title: job.title })}
            onPress={() => job !== null && desk.flyToJob(job.id)}
          />
        </>
      )}
      <MapControls
        onZoomIn={() => map?.zoomIn(1)}
        onZoomOut={() => map?.zoomOut(1)}
        onFit={() => desk.fitAll()}
        onWhoWasHere={props.onWhoWasHere ?? null}
        onHideEvidence={evidenceShown ? () => desk.clearEvidence() : null}
        canZoomIn={zoom < MAX_ZOOM}
        canZoomOut={zoom > MIN_ZOOM}
        padding={
          tenant.map.style === "tiles" ? { ...padding, bottom: padding.bottom + ATTRIBUTION_PX } : padding
        }
      />
      {tilesDown && (
        <p
          role="status"
          className="panel pointer-events-none absolute top-3 left-1/2 z-[1000] -translate-x-1/2 px-3 py-1.5 text-muted text-xs"
        >
          {t("tiles_unavailable")}
        </p>
      )}
    </section>
  );
}

function useZoom(map: LeafletMapObject | null): number {
  const [zoom, setZoom] = useState(0);
  const read = useEffectEvent(() => setZoom(map?.getZoom() ?? 0));
  useEffect(() => {
    if (map === null) return;
    const onZoom = () => read();
    onZoom();
    map.on("zoomend", onZoom);
    return () => {
      map.off("zoomend", onZoom);
    };
  }, [map]);
  return zoom;
}

function sourceOf({ map }: TenantWire): BasemapSource {
  if (map.style === "tiles" && map.tile_url !== null) {
    return { kind: "tiles", url: map.tile_url, attribution: map.tile_attribution ?? "" };
  }
  return map.style === "city" ? { kind: "city", seed: map.city_seed ?? undefined } : { kind: "outline" };
}

/** Leaflet's own corners, for the stylesheet. */
function cornersOf(padding: MapPadding): CSSProperties {
  return {
    "--map-free-bottom": `${padding.bottom}px`,
    "--map-free-left": `${padding.left}px`,
    "--map-free-right": `${padding.right}px`,
  } as CSSProperties;
}

const prefersLessMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
