import type { StateColor } from "@/lib/dispatch/roster";
import type { Palette } from "./palette";
import type { Sprites } from "./sprites";

const ringOrder: readonly StateColor[] = ["available", "en-route", "on-job", "at-risk", "critical", "silent"];

export interface CrowdDrawing {
  readonly x: number;
  readonly y: number;
  readonly counts: Readonly<Partial<Record<StateColor, number>>>;
  readonly late: boolean;
}

export function crowdRadius(total: number): number {
  return total < 10 ? 16 : total < 100 ? 19 : 23;
}

/** How many are folded here, and in the ring how many of each state; red outside when one of them is late. */
export function drawCrowd(
  context: CanvasRenderingContext2D,
  palette: Palette,
  sprites: Sprites,
  crowd: CrowdDrawing,
): void {
  const parts = ringOrder.flatMap((color) => ({ color, count: crowd.counts[color] ?? 0 }));
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const radius = crowdRadius(total);
  const key = `crowd:${parts.map((part) => part.count).join(",")}:${crowd.late}`;
  sprites.stamp(context, key, 2 * radius + 22, crowd.x, crowd.y, (own) => {
    own.save();
    own.shadowColor = palette.shadow;
    own.shadowBlur = 5;
    own.shadowOffsetY = 1;
    own.beginPath();
    own.arc(0, 0, radius + 2, 0, 2 * Math.PI);
    own.fillStyle = palette.surface;
    own.fill();
    own.restore();
    const shown = parts.filter((part) => part.count > 0);
    const gap = shown.length > 1 ? 0.09 : 0;
    let from = -Math.PI / 2;
    own.lineWidth = 4;
    for (const { color, count } of shown) {
      const to = from + (count / total) * 2 * Math.PI;
      own.beginPath();
      own.arc(0, 0, radius - 2, from + gap / 2, Math.max(from + gap / 2 + 0.05, to - gap / 2));
      own.strokeStyle = palette.state[color];
      own.stroke();
      from = to;
    }
    if (crowd.late) {
      own.beginPath();
      own.arc(0, 0, radius + 4.5, 0, 2 * Math.PI);
      own.lineWidth = 2.5;
      own.strokeStyle = palette.state.critical;
      own.stroke();
    }
    own.font = `680 ${total < 100 ? 13 : 12}px ${palette.font}`;
    own.textAlign = "center";
    own.textBaseline = "middle";
    own.fillStyle = palette.text;
    own.fillText(String(total), 0, 0.5);
  });
}
