import type { StreetClass } from "@/lib/demo-city/types";
import { Occupied, type PlacedLabel, placesAlong } from "./label-placement";
import type { MapStyle } from "./map-style";
import { overlaps, pathOf, project, type View } from "./mercator";
import type { TownGeometry } from "./town-geometry";

type Face = {
  size: number;
  weight: number;
  italic?: boolean;
  spacing: number;
  colour: string;
  caps?: boolean;
};

const STREET_FACES: Record<StreetClass, { from: number; size: number; every: number }> = {
  main: { from: 14, size: 11, every: 520 },
  street: { from: 16, size: 10.5, every: 460 },
  lane: { from: 17, size: 10, every: 420 },
};

/** Metres in one pixel at zoom 0, near the equator. */
const METERS_PER_UNIT = 40_075_017 / 256;

/** Writes all names of the town that fit into a view, the important ones first, none over another. */
export function paintLabels(
  ctx: CanvasRenderingContext2D,
  town: TownGeometry,
  view: View,
  style: MapStyle,
  zoom: number,
): void {
  const taken = new Occupied();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";

  const setFace = (face: Face) => {
    ctx.font = `${face.italic ? "italic " : ""}${face.weight} ${face.size}px ${style.font}`;
    ctx.letterSpacing = `${face.spacing}px`;
  };
  const write = (text: string, place: PlacedLabel, face: Face, gap: number): void => {
    setFace(face);
    const width = ctx.measureText(text).width;
    if (!taken.claim(place, width, face.size * 1.2, gap)) return;
    ctx.save();
    ctx.translate(place.x, place.y);
    ctx.rotate(place.angle);
    ctx.strokeStyle = style.labelHalo;
    ctx.lineWidth = 3;
    if (face.colour !== style.waterLabel) {
      ctx.globalAlpha = 0.9;
      ctx.strokeText(text, face.spacing / 2, 0);
      ctx.globalAlpha = 1;
    }
    ctx.fillStyle = face.colour;
    ctx.fillText(text, face.spacing / 2, 0);
    ctx.restore();
  };
  const onScreen = (place: { lat: number; lng: number }): PlacedLabel => {
    const p = project(place);
    return { x: p.x * view.scale - view.left, y: p.y * view.scale - view.top, angle: 0 };
  };
  const screenLine = (path: Float64Array) =>
    path.map((value, i) => value * view.scale - (i % 2 === 0 ? view.left : view.top));

  const { city } = town;
  if (zoom >= 8 && zoom <= 12) {
    const label = onScreen(city.center);
    // Under the island while that is smaller than its own name.
    if (zoom < 12) label.y += 12 + 3150 / (METERS_PER_UNIT / view.scale);
    write(city.name, label, { size: zoom < 10 ? 12 : 14, weight: 650, spacing: 0, colour: style.label }, 4);
  }
  if (zoom >= 13) {
    const size = zoom >= 16 ? 13 : zoom === 13 ? 10.5 : 12;
    for (const district of city.districts) {
      const face = { size, weight: 620, spacing: size * 0.11, colour: style.label };
      write(district.name.toUpperCase(), onScreen(district.center), face, 8);
    }
  }
  if (zoom >= 11) {
    for (const area of city.surroundings.names) {
      const sea = area.on === "sea";
      const face = {
        size: 12,
        weight: 480,
        italic: sea,
        spacing: sea ? 1.2 : 0.4,
        colour: sea ? style.waterLabel : style.label,
      };
      write(area.name, onScreen(area.point), face, 10);
    }
  }
  if (zoom >= 14) {
    for (const water of city.water) {
      const face = { size: 12, weight: 480, italic: true, spacing: 0.8, colour: style.waterLabel };
      setFace(face);
      const line = screenLine(pathOf(water.spine));
      const places = placesAlong(
        line,
        ctx.measureText(water.name).width,
        water.kind === "river" ? 700 : 4000,
      );
      for (const place of places) write(water.name, place, face, 8);
    }
    for (const park of city.parks) {
      if (zoom < 15 && !park.name.endsWith("Park")) continue;
      if (city.districts.some((district) => district.name === park.name) && zoom < 15) continue;
      const face = { size: 11, weight: 540, spacing: 0.2, colour: style.parkLabel };
      write(park.name, onScreen(park.center), face, 6);
    }
  }
  if (zoom >= 16) {
    for (const spot of city.places) {
      const place = onScreen(spot.point);
      ctx.beginPath();
      ctx.arc(place.x, place.y - 11, 2.5, 0, 2 * Math.PI);
      ctx.fillStyle = style.label;
      ctx.fill();
      write(spot.name, place, { size: 11, weight: 560, spacing: 0, colour: style.label }, 6);
    }
  }
  for (const streetClass of ["main", "street", "lane"] as const) {
    const { from, size, every } = STREET_FACES[streetClass];
    if (zoom < from) continue;
    const face = { size: size + (zoom >= 18 ? 1.5 : 0), weight: 500, spacing: 0.15, colour: style.label };
    setFace(face);
    for (const chain of town.chains) {
      if (chain.streetClass !== streetClass || !overlaps(chain.box, view.box)) continue;
      const width = ctx.measureText(chain.name).width;
      for (const place of placesAlong(screenLine(chain.path), width, every))
        write(chain.name, place, face, 5);
    }
  }
  ctx.letterSpacing = "0px";
}
