import type * as L from "leaflet";
import type { LatLng } from "@/lib/geo/types";
import type { JobLayer } from "./job-layer";
import type { MapScene, Thing } from "./map-scene";
import type { TechnicianLayer } from "./technician-layer";

export interface PointerOrders {
  selectTechnician(id: string): void;
  selectJob(id: string): void;
  background(): void;
  openCrowd(points: readonly LatLng[]): void;
}

/** Clicks and hovering on what the canvases show; returns how to stop. */
export function followPointer(
  map: L.Map,
  scene: MapScene,
  technicians: TechnicianLayer,
  jobs: JobLayer,
  orders: PointerOrders,
): () => void {
  const thingAt = ({ x, y }: L.Point): Thing | null => {
    const technician = technicians.technicianAt(x, y);
    if (technician !== null) return { kind: "technician", id: technician };
    const job = jobs.jobAt(x, y);
    return job === null ? null : { kind: "job", id: job };
  };
  const hover = (thing: Thing | null, crowd: boolean) => {
    map.getContainer().style.cursor = thing !== null || crowd ? "pointer" : "";
    if (thing?.kind !== scene.hovered?.kind || thing?.id !== scene.hovered?.id)
      scene.change({ hovered: thing });
  };
  const onClick = ({ containerPoint }: L.LeafletMouseEvent) => {
    if (scene.isDrawing) return;
    const thing = thingAt(containerPoint);
    const crowd = thing === null ? technicians.crowdAt(containerPoint.x, containerPoint.y) : null;
    if (thing?.kind === "technician") orders.selectTechnician(thing.id);
    else if (thing?.kind === "job") orders.selectJob(thing.id);
    else if (crowd !== null) orders.openCrowd(crowd);
    else orders.background();
  };
  const onMove = ({ containerPoint }: L.LeafletMouseEvent) => {
    if (scene.isDrawing) return;
    const thing = thingAt(containerPoint);
    hover(thing, thing === null && technicians.crowdAt(containerPoint.x, containerPoint.y) !== null);
  };
  const onOut = () => hover(null, false);
  map.on("click", onClick).on("mousemove", onMove).on("mouseout", onOut);
  return () => {
    map.off("click", onClick).off("mousemove", onMove).off("mouseout", onOut);
  };
}
