import { randomUUID } from "node:crypto";
import { inDeadZone } from "@/lib/demo-city/dead-zones";
import type { Motion } from "@/lib/demo-city/drive";
import { type GpsError, NO_GPS_ERROR, readGps, wander } from "@/lib/demo-city/gps-noise";
import { between, type Random } from "@/lib/demo-city/random";
import type { LatLng } from "@/lib/demo-city/types";
import type { FixOutbox } from "./fix-outbox";
import type { DemoTechnician } from "./wire";

/** A phone in a parked van finds a bar of signal after a while even in a dead zone (somebody walks to the window). */
const SIGNAL_AFTER_STILL_MS = 75_000;
const PER_CENT_PER_HOUR = 7;
/** Metres: a phone that only knows its cell. */
const COARSE_ACCURACY = 400;

export type Phone = {
  /** Takes one fix of where the technician truly is. */
  sense(motion: Motion): void;
  connected(): boolean;
};

/** A technician's phone: noisy GPS, a battery that drains, dead zones, and for one of them a fault. */
export function createPhone(
  behaviour: DemoTechnician["behaviour"],
  outbox: FixOutbox,
  random: Random,
): Phone {
  let error: GpsError = NO_GPS_ERROR;
  let lastSenseMs = Date.now();
  let lastMovedMs = Date.now();
  let battery = between(random, 55, 98);
  let isConnected = true;
  let silent = false;
  let faultChangesMs = Date.now() + between(random, 90_000, 200_000);

  const isSilent = (nowMs: number) => {
    if (behaviour !== "broken_phone") return false;
    if (nowMs > faultChangesMs) {
      silent = !silent;
      faultChangesMs =
        nowMs + (silent ? between(random, 240_000, 720_000) : between(random, 90_000, 240_000));
    }
    return silent;
  };

  const misplace = (place: LatLng, meters: number): LatLng => ({
    lat: place.lat + ((random() - 0.5) * 2 * meters) / 111_195,
    lng: place.lng + ((random() - 0.5) * 2 * meters) / 110_540,
  });

  return {
    sense(motion) {
      const nowMs = Date.now();
      const seconds = Math.max(0.1, (nowMs - lastSenseMs) / 1000);
      lastSenseMs = nowMs;
      if (motion.speed > 0.5) lastMovedMs = nowMs;
      battery -= (seconds / 3600) * PER_CENT_PER_HOUR;
      // On the van's charger until it is full again.
      if (battery < 9) battery = 97;
      isConnected = !(
        behaviour === "dead_zones" &&
        inDeadZone(motion.place) &&
        nowMs - lastMovedMs < SIGNAL_AFTER_STILL_MS
      );
      outbox.setConnected(isConnected);
      error = wander(error, seconds, random);
      if (isSilent(nowMs)) return;

      let { place, accuracyMeters } = readGps(motion.place, error, random);
      if (behaviour === "broken_phone") {
        const chance = random();
        if (chance < 0.03) place = misplace(place, 5000);
        else if (chance < 0.25) {
          place = misplace(motion.place, COARSE_ACCURACY / 2);
          accuracyMeters = COARSE_ACCURACY;
        }
      }
      outbox.push({
        id: randomUUID(),
        latitude: Number(place.lat.toFixed(6)),
        longitude: Number(place.lng.toFixed(6)),
        accuracy: accuracyMeters,
        speed: Math.max(
          0,
          Math.round((motion.speed + (motion.speed > 0.5 ? (random() - 0.5) * 0.8 : 0)) * 10) / 10,
        ),
        heading: motion.speed > 0.8 ? Math.round((motion.heading + (random() - 0.5) * 8 + 360) % 360) : null,
        battery: Math.round(battery),
        recorded_at: new Date(nowMs).toISOString(),
      });
    },
    connected: () => isConnected,
  };
}
