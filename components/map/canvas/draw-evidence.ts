import type { EvidenceWire, ExplanationWire, JobWire } from "@/lib/realtime/protocol";
import { drawFence } from "./draw-fence";
import { drawLabels, wish } from "./draw-label";
import { placeLabels } from "./label-slots";
import type { Palette } from "./palette";
import { type MapView, pixelsPerMeter, type Spot, toPixel, worldSpot } from "./view";

/** The fixes behind one decision of the fence, and the fence it was about. */
export interface Evidence {
  readonly explanation: ExplanationWire;
  readonly job: JobWire | null;
}

/** Each fix with the circle it may have been in, numbered in the order they came. */
export function drawEvidence(
  context: CanvasRenderingContext2D,
  view: MapView,
  palette: Palette,
  { explanation, job }: Evidence,
  textOf: (evidence: EvidenceWire, number: number) => string,
  inTheWay: readonly (Spot & { readonly reach: number })[],
): void {
  const color = palette.state["on-job"];
  if (job !== null) {
    drawFence(context, view, job, { color, active: true, strength: 1 });
    drawDepartureEdge(context, view, palette, job, explanation.departure_margin_meters);
  }
  const spots = explanation.evidence.map((evidence) => ({
    evidence,
    ...toPixel(view, worldSpot({ lat: evidence.latitude, lng: evidence.longitude })),
  }));
  for (const { evidence, x, y } of spots) {
    const radius = (evidence.accuracy_meters ?? 0) * pixelsPerMeter(view, evidence.latitude);
    if (radius < 2) continue;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = palette.accent;
    context.globalAlpha = 0.12;
    context.fill();
    context.globalAlpha = 0.7;
    context.lineWidth = 1;
    context.strokeStyle = palette.accent;
    context.stroke();
    context.globalAlpha = 1;
  }
  for (const [i, { x, y }] of spots.entries()) {
    context.beginPath();
    context.arc(x, y, 8, 0, 2 * Math.PI);
    context.fillStyle = palette.accent;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = palette.surface;
    context.stroke();
    context.font = `680 10px ${palette.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = palette.onAccent;
    context.fillText(String(i + 1), x, y + 0.5);
  }
  const wishes = spots.map(({ evidence, x, y }, i) =>
    wish(context, palette, { text: textOf(evidence, i + 1), at: { x, y }, reach: 9, forced: i === 0 }),
  );
  const markers = [...spots.map(({ x, y }) => ({ x, y, reach: 9 })), ...inTheWay];
  drawLabels(context, palette, placeLabels(wishes, markers));
}

/** How far out a fix has to be to count as gone (GEO-3). */
function drawDepartureEdge(
  context: CanvasRenderingContext2D,
  view: MapView,
  palette: Palette,
  job: JobWire,
  marginMeters: number,
): void {
  if (job.geofence_polygon !== null) return;
  const { x, y } = toPixel(view, worldSpot({ lat: job.latitude, lng: job.longitude }));
  context.beginPath();
  context.arc(
    x,
    y,
    (job.geofence_radius_meters + marginMeters) * pixelsPerMeter(view, job.latitude),
    0,
    2 * Math.PI,
  );
  context.lineWidth = 1;
  context.strokeStyle = palette.state["on-job"];
  context.globalAlpha = 0.5;
  context.setLineDash([2, 5]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}
