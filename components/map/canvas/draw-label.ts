import type { LabelWish, PlacedLabel } from "./label-slots";
import type { Palette } from "./palette";

const widths = new Map<string, number>();

export const labelFont = (palette: Palette) => `600 11.5px ${palette.font}`;

/** How wide a label will be, px; measured once per text. */
export function labelWidth(context: CanvasRenderingContext2D, palette: Palette, text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  context.font = labelFont(palette);
  const width = context.measureText(text).width;
  if (widths.size > 2000) widths.clear();
  widths.set(text, width);
  return width;
}

export function wish(
  context: CanvasRenderingContext2D,
  palette: Palette,
  label: Omit<LabelWish, "width">,
): LabelWish {
  return { ...label, width: labelWidth(context, palette, label.text) };
}

/** Text with a halo of the ground's colour, readable over streets and water alike. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  palette: Palette,
  labels: readonly PlacedLabel[],
): void {
  context.font = labelFont(palette);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = palette.halo;
  context.fillStyle = palette.text;
  for (const { text, x, y } of labels) {
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}
