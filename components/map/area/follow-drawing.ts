import type * as L from "leaflet";
import type { LatLng } from "@/lib/geo/types";
import type { MapScene } from "../map-scene";
import { type DrawingShape, finishedRing, ringWhileDrawing } from "./corners";

/** A click this near to the first corner ends the shape, px. */
const CLOSE_PX = 12;

/**
 * Lets a person click the corners of an area: Enter, a double click or the first corner ends it, Backspace takes one back,
 * Escape gives up.
 * @param onEnd gets the ring, null when there is none
 * @returns how to stop without an end
 */
export function followDrawing(
  map: L.Map,
  scene: MapScene,
  shape: DrawingShape,
  onEnd: (ring: readonly LatLng[] | null) => void,
): () => void {
  let corners: readonly LatLng[] = [];
  let pointer: LatLng | null = null;
  const show = () => {
    const ring = ringWhileDrawing(shape, corners, corners.length === 0 ? null : pointer);
    scene.change({ area: { ring, corners, way: [] } });
  };
  const end = (ring: readonly LatLng[] | null) => {
    stop();
    onEnd(ring);
  };
  const isAtFirst = (point: L.Point) => {
    const [first] = corners;
    if (first === undefined || corners.length < 3) return false;
    return map.latLngToContainerPoint([first.lat, first.lng]).distanceTo(point) <= CLOSE_PX;
  };
  const finish = () => {
    const ring = finishedRing(shape, corners);
    if (ring !== null) end(ring);
  };
  const onClick = ({ latlng, containerPoint, originalEvent }: L.LeafletMouseEvent) => {
    if (isAtFirst(containerPoint)) return finish();
    // The second click of a double one is no corner of its own.
    if (originalEvent.detail > 1) return;
    corners = [...corners, { lat: latlng.lat, lng: latlng.lng }];
    if (shape === "rectangle" && corners.length === 2) finish();
    else show();
  };
  const onMove = ({ latlng }: L.LeafletMouseEvent) => {
    pointer = { lat: latlng.lat, lng: latlng.lng };
    show();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") end(null);
    else if (event.key === "Enter" && finishedRing(shape, corners) !== null) finish();
    else if (event.key === "Backspace" && corners.length > 0) {
      corners = corners.slice(0, -1);
      show();
    } else return;
    // Escape would also close the drawer, Enter press the button that began the drawing.
    event.preventDefault();
    event.stopPropagation();
  };
  const container = map.getContainer();
  const cursor = container.style.cursor;
  const zoomsOnDoubleClick = map.doubleClickZoom.enabled();
  const stop = () => {
    map.off("click", onClick).off("mousemove", onMove).off("dblclick", finish);
    window.removeEventListener("keydown", onKey, true);
    container.style.cursor = cursor;
    if (zoomsOnDoubleClick) map.doubleClickZoom.enable();
    scene.change({ isDrawing: false });
  };
  map.doubleClickZoom.disable();
  map.on("click", onClick).on("mousemove", onMove).on("dblclick", finish);
  window.addEventListener("keydown", onKey, true);
  container.style.cursor = "crosshair";
  scene.change({ isDrawing: true, area: null });
  return stop;
}
