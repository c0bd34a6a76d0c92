import type { MapStyle } from "./types";

/** What every page has to know of the company. */
export interface TenantWire {
  id: string;
  name: string;
  time_zone: string;
  map: {
    style: MapStyle;
    latitude: number;
    longitude: number;
    zoom: number;
    city_seed: number | null;
    tile_url: string | null;
    tile_attribution: string | null;
  };
}
