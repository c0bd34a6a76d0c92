import { z } from "zod";
import { limit, uuid, words } from "@/lib/http/fields";
import { trackerApps } from "../types";

/** Bytes of UTF-8 that OwnTracks uses of a passphrase. */
const PASSPHRASE_BYTES = 32;

export const newDevice = z
  .object({
    app: z.enum(trackerApps),
    label: words(100).nullish(),
    /** The encryption key set in OwnTracks; never shown again. */
    passphrase: words(PASSPHRASE_BYTES)
      .refine((text) => new TextEncoder().encode(text).length <= PASSPHRASE_BYTES, {
        message: `has to be at most ${PASSPHRASE_BYTES} bytes long`,
      })
      .nullish(),
  })
  .refine(({ app, passphrase }) => app === "owntracks" || !passphrase, {
    path: ["passphrase"],
    message: "is for OwnTracks only",
  });
export type NewDevice = z.infer<typeof newDevice>;

export const deviceChange = z.strictObject({ push_waypoints: z.boolean() });
export type DeviceChange = z.infer<typeof deviceChange>;

export const deviceParams = z.object({ id: uuid, deviceId: uuid });

export const deviceList = z.object({ limit: limit(200, 50), cursor: z.string().max(200).optional() });
