import { driveOn, type Motion, motionOf, startDrive } from "@/lib/demo-city/drive";
import { between, type Random } from "@/lib/demo-city/random";
import { routeAlong } from "@/lib/demo-city/route";
import type { City, LatLng } from "@/lib/demo-city/types";
import { sleep } from "./clock";
import type { Phone } from "./phone";

const WALKING_SPEED = 1.1;

export type Van = {
  place(): LatLng;
  /** Drives there along the streets, in real time. */
  driveTo(goal: LatLng): Promise<void>;
  /** Stands, or wanders about within `roamMeters` of the spot. */
  stay(seconds: number, roamMeters: number): Promise<void>;
};

type Options = {
  city: City;
  start: LatLng;
  phone: Phone;
  random: Random;
  stop: AbortSignal;
  /** Seconds between fixes while moving. */
  intervalSeconds: number;
};

/** A technician with a van, moving through the town as the clock on the wall goes. */
export function createVan({ city, start, phone, random, stop, intervalSeconds }: Options): Van {
  let here: LatLng = start;
  const still = (): Motion => ({ place: here, speed: 0, heading: 0, arrived: true });

  return {
    place: () => here,

    async driveTo(goal) {
      let drive = startDrive(routeAlong(city, here, goal), random);
      let lastMs = Date.now();
      for (let motion = motionOf(drive); !motion.arrived && !stop.aborted; ) {
        await sleep(intervalSeconds * 1000 * between(random, 0.9, 1.1), stop);
        const nowMs = Date.now();
        // A laptop that slept wakes up where it was: no more than a minute of road at once.
        drive = driveOn(drive, Math.min(60, (nowMs - lastMs) / 1000));
        lastMs = nowMs;
        motion = motionOf(drive);
        here = motion.place;
        phone.sense(motion);
      }
    },

    async stay(seconds, roamMeters) {
      const spot = here;
      const untilMs = Date.now() + seconds * 1000;
      phone.sense(still());
      while (Date.now() < untilMs && !stop.aborted) {
        const walking = roamMeters > 0 && random() < 0.3;
        const pauseSeconds = Math.min((untilMs - Date.now()) / 1000, between(random, 20, 30));
        await sleep(Math.max(200, pauseSeconds * 1000), stop);
        if (walking) {
          const reach = roamMeters * Math.sqrt(random());
          const angle = random() * 2 * Math.PI;
          here = {
            lat: spot.lat + (reach * Math.sin(angle)) / 111_195,
            lng: spot.lng + (reach * Math.cos(angle)) / 110_540,
          };
        }
        phone.sense(walking ? { ...still(), speed: WALKING_SPEED * between(random, 0.3, 1) } : still());
      }
      here = spot;
    },
  };
}
