import type { MarkerLook } from "@/lib/dispatch/roster";
import type { Palette } from "./palette";
import type { Sprites } from "./sprites";

/** Half the width of a marker's body, px; the design draws 28 px. */
export const BODY_RADIUS = 14;
const EDGE = 2.5;
const LATE_RADIUS = 19.5;
const SELECTED_RADIUS = 22.5;
const SQUARE_CORNER = 8;

/** How far a marker reaches from its middle, px. */
export function markerReach(look: MarkerLook, selected: boolean): number {
  if (selected) return SELECTED_RADIUS + 2;
  return look.ring === "late" ? LATE_RADIUS + 2 : BODY_RADIUS + EDGE;
}

export interface MarkerDrawing {
  readonly x: number;
  readonly y: number;
  readonly look: MarkerLook;
  readonly initials: string;
  /** Clockwise from north; null draws no arrow. */
  readonly headingDegrees: number | null;
  readonly selected: boolean;
  readonly hovered: boolean;
}

export function drawMarker(
  context: CanvasRenderingContext2D,
  palette: Palette,
  sprites: Sprites,
  marker: MarkerDrawing,
): void {
  const { x, y, look } = marker;
  if (look.ring === "late") {
    sprites.stamp(context, "late", 48, x, y, (own) => ring(own, LATE_RADIUS, 3.5, palette.state.critical));
  }
  if (marker.selected) {
    const radius = look.ring === "late" ? SELECTED_RADIUS + 3 : SELECTED_RADIUS;
    sprites.stamp(context, `selected:${radius}`, 60, x, y, (own) => ring(own, radius, 3, palette.accent));
  }
  if (marker.headingDegrees !== null && look.shape === "circle") {
    const inside = look.ring !== null || marker.selected;
    drawArrow(context, palette, palette.state[look.color], marker, inside);
  }
  const key = `${look.shape}:${look.color}:${marker.initials}:${marker.hovered}`;
  sprites.stamp(context, key, 44, x, y, (own) => {
    if (look.shape === "hollow") hollow(own, palette, marker.initials);
    else solid(own, palette, look, marker.initials, marker.hovered);
  });
}

function ring(context: CanvasRenderingContext2D, radius: number, width: number, color: string): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

function body(context: CanvasRenderingContext2D, shape: MarkerLook["shape"], radius: number): void {
  context.beginPath();
  if (shape === "square")
    context.roundRect(-radius, -radius, 2 * radius, 2 * radius, SQUARE_CORNER + radius - BODY_RADIUS);
  else context.arc(0, 0, radius, 0, 2 * Math.PI);
}

function solid(
  context: CanvasRenderingContext2D,
  palette: Palette,
  look: MarkerLook,
  initials: string,
  hovered: boolean,
): void {
  const radius = look.shape === "square" ? BODY_RADIUS - 0.5 : BODY_RADIUS;
  context.save();
  context.shadowColor = palette.shadow;
  context.shadowBlur = hovered ? 9 : 4;
  context.shadowOffsetY = 1;
  body(context, look.shape, radius + EDGE);
  context.fillStyle = palette.surface;
  context.fill();
  context.restore();
  body(context, look.shape, radius);
  context.fillStyle = palette.state[look.color];
  context.fill();
  letters(context, palette, initials, palette.onState);
}

function hollow(context: CanvasRenderingContext2D, palette: Palette, initials: string): void {
  context.beginPath();
  context.arc(0, 0, BODY_RADIUS, 0, 2 * Math.PI);
  context.fillStyle = palette.surface;
  context.fill();
  context.lineWidth = 2.5;
  context.strokeStyle = palette.state.silent;
  // Fourteen whole dashes round the ring, so that none is cut at the seam.
  const beat = (2 * Math.PI * BODY_RADIUS) / 14;
  context.setLineDash([beat * 0.56, beat * 0.44]);
  context.stroke();
  context.setLineDash([]);
  letters(context, palette, initials, palette.state.silent);
}

function letters(context: CanvasRenderingContext2D, palette: Palette, initials: string, color: string): void {
  context.font = `680 11px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillStyle = color;
  context.fillText(initials, 0, 4);
}

/** A dart at the rim that says where the technician is headed. */
function drawArrow(
  context: CanvasRenderingContext2D,
  palette: Palette,
  color: string,
  { x, y, headingDegrees }: MarkerDrawing,
  inside: boolean,
): void {
  const tip = BODY_RADIUS + (inside ? 9.5 : 8.5);
  const angle = ((headingDegrees ?? 0) * Math.PI) / 180;
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  const at = (side: number, ahead: number): [number, number] => [
    x + side * cos + ahead * sin,
    y + side * sin - ahead * cos,
  ];
  context.beginPath();
  context.moveTo(...at(0, tip));
  context.lineTo(...at(5.6, BODY_RADIUS - 1));
  context.lineTo(...at(-5.6, BODY_RADIUS - 1));
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = palette.surface;
  context.stroke();
  context.fillStyle = color;
  context.fill();
}
