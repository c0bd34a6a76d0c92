"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { useTenant } from "@/hooks/live/use-live";
import type { LiveMapProps } from "./leaflet-map";

const LeafletMap = dynamic(() => import("./leaflet-map").then((module) => module.LeafletMap), {
  ssr: false,
  loading: () => <MapSkeleton />,
});

/** The live map; fills its positioned parent. Leaflet needs a window, so it comes after the page. */
export function LiveMap(props: LiveMapProps) {
  const tenant = useTenant();
  return tenant === null ? <MapSkeleton /> : <LeafletMap {...props} />;
}

function MapSkeleton() {
  const t = useTranslations("live");
  return (
    <div className="skeleton absolute inset-0 rounded-none" role="status" aria-label={t("map.loading")} />
  );
}
