import type { Spot } from "./view";

export interface LabelWish {
  readonly text: string;
  /** Middle of the marker, pixels. */
  readonly at: Spot;
  /** How far the marker reaches from its middle. */
  readonly reach: number;
  readonly width: number;
  /** Must be shown, whatever it covers. */
  readonly forced: boolean;
}

export interface PlacedLabel {
  readonly text: string;
  /** Middle of the text, pixels. */
  readonly x: number;
  readonly y: number;
}

type Circle = Spot & { readonly reach: number };

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const LABEL_HEIGHT = 14;
const GAP = 3;

/**
 * Finds a free place for each label, in the order given: below its marker, else above, right or left; one that
 * fits nowhere is left out rather than drawn over another.
 * @param markers what labels must not cover, as circles
 * @param pins what they cover only where there is no other place
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  markers: readonly Circle[],
  pins: readonly Circle[] = [],
): PlacedLabel[] {
  const taken: Box[] = [];
  const placed: PlacedLabel[] = [];
  for (const wish of wishes) {
    const spots = placesAround(wish);
    const own = (marker: Spot) => marker.x === wish.at.x && marker.y === wish.at.y;
    const covers = (spot: Spot, circles: readonly Circle[]) => {
      const box = boxAround(spot, wish.width);
      return circles.some((circle) => !own(circle) && overlap(box, boxOfMarker(circle)));
    };
    const free = spots.filter((spot) => {
      const box = boxAround(spot, wish.width);
      return !taken.some((other) => overlap(box, other)) && !covers(spot, markers);
    });
    const spot = free.find((one) => !covers(one, pins)) ?? free[0] ?? (wish.forced ? spots[0] : undefined);
    if (spot === undefined) continue;
    taken.push(boxAround(spot, wish.width));
    placed.push({ text: wish.text, ...spot });
  }
  return placed;
}

function placesAround({ at, reach, width }: LabelWish): Spot[] {
  const down = reach + GAP + LABEL_HEIGHT / 2;
  const aside = reach + GAP + 1 + width / 2;
  return [
    { x: at.x, y: at.y + down },
    { x: at.x, y: at.y - down },
    { x: at.x + aside, y: at.y },
    { x: at.x - aside, y: at.y },
  ];
}

const boxAround = ({ x, y }: Spot, width: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - LABEL_HEIGHT / 2,
  bottom: y + LABEL_HEIGHT / 2,
});

const boxOfMarker = ({ x, y, reach }: Circle): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
});

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
