import type { Palette } from "./palette";
import type { Sprites } from "./sprites";

/** How many are at a place, where that is more than expected: a number on a warning disc. */
export function drawCount(
  context: CanvasRenderingContext2D,
  palette: Palette,
  sprites: Sprites,
  { x, y, count }: { x: number; y: number; count: number },
): void {
  sprites.stamp(context, `count:${count}`, 34, Math.round(x), Math.round(y), (own) => {
    own.save();
    own.shadowColor = palette.shadow;
    own.shadowBlur = 4;
    own.shadowOffsetY = 1;
    own.beginPath();
    own.arc(0, 0, 10.5, 0, 2 * Math.PI);
    own.fillStyle = palette.state["at-risk"];
    own.fill();
    own.restore();
    own.lineWidth = 2;
    own.strokeStyle = palette.surface;
    own.stroke();
    own.font = `700 12px ${palette.font}`;
    own.textAlign = "center";
    own.textBaseline = "middle";
    own.fillStyle = palette.onState;
    own.fillText(String(count), 0, 0.5);
  });
}
