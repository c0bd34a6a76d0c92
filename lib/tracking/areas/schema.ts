import { z } from "zod";
import { latitude, longitude, moment, uuid } from "@/lib/http/fields";
import { areaLimits } from "./searched-area";

const corner = z.tuple([longitude, latitude]).transform(([lng, lat]) => ({ lat, lng }));

/** `[longitude, latitude]` as in GeoJSON, closed or not; a corner that repeats the one before it is left out. */
const ring = z
  .array(corner)
  // One more than the limit, because a closed ring names its first corner twice.
  .max(areaLimits.corners + 1)
  .transform((corners) =>
    corners.filter((here, index) => {
      const before = corners.at(index - 1);
      return corners.length === 1 || before?.lat !== here.lat || before.lng !== here.lng;
    }),
  )
  .refine((corners) => corners.length >= 3, { message: "has to have at least three different corners" })
  .refine((corners) => corners.length <= areaLimits.corners, {
    message: `has to have at most ${areaLimits.corners} corners`,
  });

const circle = z
  .strictObject({
    latitude,
    longitude,
    radius_meters: z
      .number()
      .min(20)
      .max(areaLimits.acrossMeters / 2),
  })
  .transform((wire) => ({
    center: { lat: wire.latitude, lng: wire.longitude },
    radiusMeters: wire.radius_meters,
  }));

/** "Who was here?" (LOC-14): one area, one span, everybody or some. */
export const areaSearch = z
  .strictObject({
    polygon: ring.optional(),
    circle: circle.optional(),
    from: moment,
    to: moment,
    technician_ids: z.array(uuid).min(1).max(500).optional(),
    limit: z.number().int().min(1).max(500).default(100),
    cursor: z.string().max(200).optional(),
  })
  .refine(({ polygon, circle }) => (polygon === undefined) !== (circle === undefined), {
    message: "has to name either a polygon or a circle",
    params: { malformed: true },
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "has to lie after from" });
export type AreaSearch = z.infer<typeof areaSearch>;
