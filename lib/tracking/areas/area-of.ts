import { AppError } from "@/lib/errors";
import type { AreaSearch } from "./schema";
import { type AreaRefusal, areaLimits, mostDays, type SearchedArea, searchedArea } from "./searched-area";

const DAY_MS = 86_400_000;

const sentences: Record<AreaRefusal, string> = {
  crosses_itself: "The lines of the area cross each other: draw it so that no line meets another one.",
  crosses_180: "The area lies across 180°: search one side of it, then the other.",
  too_small: "The area is smaller than any phone can tell: draw it at least 10 m wide.",
  too_large: `The area is too large: at most ${areaLimits.acrossMeters / 1000} km from corner to corner.`,
};

/**
 * The area of a search, within what one search may cover.
 * @param retentionMs how far back the company keeps locations
 * @throws AppError impossible with what to do instead
 */
export function areaOf(search: AreaSearch, retentionMs: number): SearchedArea {
  const { polygon, circle, from, to } = search;
  const field = polygon ? "polygon" : "circle";
  const area = searchedArea(circle ? { circle } : { ring: polygon ?? [] });
  if (typeof area === "string") throw new AppError("impossible", sentences[area], { field });
  const spanMs = to.getTime() - from.getTime();
  if (spanMs > retentionMs) {
    const days = Math.round(retentionMs / DAY_MS);
    throw new AppError("impossible", `Locations are kept for ${days} days: ask for at most that long.`, {
      field: "from",
    });
  }
  const most = mostDays(area);
  if (spanMs / DAY_MS > most) {
    const time = most >= 1 ? `${Math.floor(most)} days` : `${Math.max(1, Math.floor(most * 24))} hours`;
    throw new AppError(
      "impossible",
      `For an area of this size ask for at most ${time}, or draw a smaller one.`,
      {
        field,
      },
    );
  }
  return area;
}
