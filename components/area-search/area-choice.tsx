"use client";

import { useTranslations } from "use-intl";
import { type DrawingShape, ringOfBox } from "@/components/map/area/corners";
import { useMapHandle } from "@/components/map/map-handle";
import { useSayDistance } from "@/components/measures/distance";
import { Button } from "@/components/ui/button";
import { distanceMeters } from "@/lib/geo/distance";
import { boxOfRing } from "@/lib/geo/ring";
import type { LatLng } from "@/lib/geo/types";

interface Props {
  ring: readonly LatLng[] | null;
  drawing: DrawingShape | null;
  onDraw: (shape: DrawingShape | null) => void;
  onArea: (ring: readonly LatLng[]) => void;
}

/** Where to look: what the map shows, or what is drawn on it. */
export function AreaChoice({ ring, drawing, onDraw, onArea }: Props) {
  const t = useTranslations("area.where");
  const map = useMapHandle();
  const size = useSaySize();

  function lookAtView() {
    onDraw(null);
    const box = map.visibleBox();
    if (box !== null) onArea(ringOfBox(box));
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 text-sm font-semibold">{t("title")}</legend>
      <div className="flex flex-wrap gap-1.5">
        <Button look={ring === null ? "primary" : "secondary"} onPress={lookAtView}>
          {t("view")}
        </Button>
        {(["rectangle", "polygon"] as const).map((shape) => (
          <Button
            key={shape}
            className="max-md:hidden"
            aria-pressed={drawing === shape}
            onPress={() => onDraw(drawing === shape ? null : shape)}
          >
            {t(shape)}
          </Button>
        ))}
      </div>
      <p role="status" className="text-sm text-muted">
        {drawing ? (
          t(`how.${drawing}`)
        ) : ring ? (
          t("chosen", { size: size(ring) })
        ) : (
          <>
            <span className="max-md:hidden">{t("none")}</span>
            <span className="md:hidden">{t("noneOnPhone")}</span>
          </>
        )}
      </p>
    </fieldset>
  );
}

/** How large an area is: "1.2 km × 800 m". */
function useSaySize(): (ring: readonly LatLng[]) => string {
  const t = useTranslations("area.where");
  const distance = useSayDistance();
  return (ring) => {
    const { south, west, north, east } = boxOfRing(ring);
    const middle = (south + north) / 2;
    return t("size", {
      width: distance(distanceMeters({ lat: middle, lng: west }, { lat: middle, lng: east })),
      height: distance(distanceMeters({ lat: south, lng: west }, { lat: north, lng: west })),
    });
  };
}
