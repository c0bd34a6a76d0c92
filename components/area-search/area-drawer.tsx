"use client";

import { ScanSearch } from "lucide-react";
import { useEffect, useState } from "react";
import { useTimeZone, useTranslations } from "use-intl";
import type { DrawingShape } from "@/components/map/area/corners";
import { useMapHandle } from "@/components/map/map-handle";
import { Drawer } from "@/components/ui/drawer";
import { useLiveStore } from "@/hooks/live/use-live";
import { type AreaStayWire, type TimeSpan, useAreaSearch, useWayOfStay } from "@/hooks/use-area-search";
import type { LatLng } from "@/lib/geo/types";
import { AreaChoice } from "./area-choice";
import { AreaResults } from "./area-results";
import { SpanChoice } from "./span-choice";
import { spanOf } from "./spans";

const noWay: readonly (LatLng & { readonly at: number })[] = [];

/** "Who was here?": an area, a time, and who was there then without any fence (LOC-14). */
export function AreaDrawer({ onClose }: { onClose: () => void }) {
  const t = useTranslations("area");
  const words = useTranslations("common");
  const map = useMapHandle();
  const store = useLiveStore();
  const timeZone = useTimeZone() ?? "UTC";
  const [ring, setRing] = useState<readonly LatLng[] | null>(null);
  const [drawing, setDrawing] = useState<DrawingShape | null>(null);
  const [span, setSpan] = useState<TimeSpan>(() => spanOf("today", store.now(), timeZone));
  const [chosen, setChosen] = useState<AreaStayWire | null>(null);
  const search = useAreaSearch(ring, span);
  const { data: way = noWay } = useWayOfStay(chosen);

  const look = (next: readonly LatLng[]) => {
    setChosen(null);
    setRing(next);
  };

  useEffect(() => {
    if (drawing === null) return;
    return map.drawArea(drawing, (drawn) => {
      setDrawing(null);
      if (drawn === null) return;
      setChosen(null);
      setRing(drawn);
    });
  }, [map, drawing]);

  useEffect(() => {
    if (drawing === null) map.showArea(ring === null ? null : { ring, corners: null, way });
  }, [map, ring, way, drawing]);
  useEffect(() => () => map.showArea(null), [map]);
  useEffect(() => {
    if (way.length > 0) map.fit([...way, ...(ring ?? [])]);
  }, [map, way, ring]);

  return (
    <Drawer
      label={t("title")}
      closeLabel={words("close")}
      figure={<ScanSearch aria-hidden size={20} className="text-muted" />}
      title={t("title")}
      subtitle={t("lead")}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 border-b border-line px-4 pb-4">
        <AreaChoice ring={ring} drawing={drawing} onDraw={setDrawing} onArea={look} />
        <SpanChoice
          span={span}
          onChange={(next) => {
            setChosen(null);
            setSpan(next);
          }}
        />
      </div>
      <AreaResults hasArea={ring !== null} search={search} chosen={chosen} onChoose={setChosen} />
    </Drawer>
  );
}
