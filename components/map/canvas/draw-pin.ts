import type { Palette } from "./palette";
import type { Sprites } from "./sprites";

export type PinTone = "on-job" | "en-route" | "at-risk" | "silent";

export interface PinDrawing {
  /** Where the tip points, px. */
  readonly x: number;
  readonly y: number;
  readonly number: number;
  readonly tone: PinTone;
  /** Nobody has the job yet: a dashed outline. */
  readonly open: boolean;
  readonly emphasised: boolean;
}

const HEAD_HEIGHT = 24;
/** From the middle of the head to the tip. */
const DROP = 23;

/** Where the head of a pin is and how far one may miss it, for clicks. */
export function pinHead(x: number, y: number): { x: number; y: number; reach: number } {
  return { x, y: y - DROP, reach: 15 };
}

export function drawPin(
  context: CanvasRenderingContext2D,
  palette: Palette,
  sprites: Sprites,
  pin: PinDrawing,
): void {
  const text = String(pin.number);
  const head = Math.max(HEAD_HEIGHT, text.length * 7 + 11);
  const key = `pin:${text}:${pin.tone}:${pin.open}:${pin.emphasised}`;
  const color = palette.state[pin.tone];
  sprites.stamp(context, key, Math.max(head, 2 * (DROP + HEAD_HEIGHT / 2)) + 16, pin.x, pin.y, (own) => {
    own.translate(0, -DROP);
    own.save();
    own.shadowColor = palette.shadow;
    own.shadowBlur = pin.emphasised ? 9 : 4;
    own.shadowOffsetY = 1;
    outline(own, head);
    own.fillStyle = pin.emphasised ? color : palette.surface;
    own.fill();
    own.restore();
    own.lineWidth = 2;
    own.lineJoin = "round";
    own.strokeStyle = pin.emphasised ? palette.surface : color;
    if (pin.open) own.setLineDash([3.5, 2.5]);
    outline(own, head);
    own.stroke();
    own.setLineDash([]);
    own.font = `680 11px ${palette.font}`;
    own.textAlign = "center";
    own.textBaseline = "alphabetic";
    own.fillStyle = pin.emphasised ? palette.onState : color;
    own.fillText(text, 0, 4);
  });
}

/** A drop whose head widens to hold the number. Origin in the middle of the head, tip straight below. */
function outline(context: CanvasRenderingContext2D, head: number): void {
  const radius = HEAD_HEIGHT / 2;
  const side = head / 2 - radius;
  // Where the sides leave the head for the tip: a tangent for a round head, a short neck for a wide one.
  const lean = side > 0 ? 0.42 : 0.54;
  const neckX = side > 0 ? 5.5 : radius * Math.cos(lean);
  const neckY = side > 0 ? radius : radius * Math.sin(lean);
  context.beginPath();
  context.moveTo(0, DROP);
  context.lineTo(-neckX, neckY);
  if (side > 0) {
    context.lineTo(-side, radius);
    context.arc(-side, 0, radius, Math.PI / 2, (3 * Math.PI) / 2);
    context.arc(side, 0, radius, -Math.PI / 2, Math.PI / 2);
    context.lineTo(neckX, neckY);
  } else {
    context.arc(0, 0, radius, Math.PI - lean, lean);
  }
  context.closePath();
}

/** One of very many: where it is and how it stands. */
export function drawDot(
  context: CanvasRenderingContext2D,
  palette: Palette,
  sprites: Sprites,
  { x, y, tone }: { x: number; y: number; tone: PinTone },
): void {
  sprites.stamp(context, `dot:${tone}`, 14, x, y, (own) => {
    own.beginPath();
    own.arc(0, 0, 4.5, 0, 2 * Math.PI);
    own.fillStyle = palette.surface;
    own.fill();
    own.lineWidth = 2.5;
    own.strokeStyle = palette.state[tone];
    own.stroke();
  });
}

/** A job that is done: there if one looks for it. */
export function drawDonePin(
  context: CanvasRenderingContext2D,
  palette: Palette,
  sprites: Sprites,
  { x, y, failed }: { x: number; y: number; failed: boolean },
): void {
  sprites.stamp(context, `done:${failed}`, 18, x, y, (own) => {
    own.beginPath();
    own.arc(0, 0, 6, 0, 2 * Math.PI);
    own.fillStyle = palette.surface;
    own.fill();
    own.lineWidth = 1.5;
    own.strokeStyle = palette.state.silent;
    own.stroke();
    own.beginPath();
    if (failed) {
      own.moveTo(-2, -2);
      own.lineTo(2, 2);
      own.moveTo(2, -2);
      own.lineTo(-2, 2);
    } else {
      own.moveTo(-2.6, 0.2);
      own.lineTo(-0.8, 2);
      own.lineTo(2.6, -1.8);
    }
    own.lineCap = "round";
    own.lineJoin = "round";
    own.stroke();
  });
}
