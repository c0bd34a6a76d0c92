import { type BitMatrix, create } from "qrcode";

/** Light modules round the code, as the standard asks. */
const QUIET_ZONE = 4;

/** A QR code as crisp SVG, dark on white in every theme: many readers cannot read an inverted one. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const { modules } = create(text, { errorCorrectionLevel: "L" });
  const side = modules.size + 2 * QUIET_ZONE;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={side} height={side} className="fill-code-light" />
      <path d={pathOf(modules)} className="fill-code-dark" />
    </svg>
  );
}

/** One rectangle for each run of dark modules in a row. */
function pathOf(modules: BitMatrix): string {
  const { size } = modules;
  let path = "";
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column + 1 < size && modules.get(row, column + 1)) column++;
      path += `M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${column - start + 1}v1H${start + QUIET_ZONE}z`;
    }
  }
  return path;
}
