import { at } from "./at";
import { bearing, distance, mix, toLatLng, toPlane } from "./plane";
import type { Random } from "./random";
import type { Route } from "./route";
import type { LatLng } from "./types";

/** Where a vehicle truly is. `speed` in m/s, `heading` in degrees clockwise from north. */
export type Motion = { place: LatLng; speed: number; heading: number; arrived: boolean };

/** One drive: where on the road the van is, and for how much longer it waits at a junction. */
export type Drive = {
  route: Route;
  /** Metres driven. */
  along: number;
  speed: number;
  waitSeconds: number;
  /** How hard this driver drives: 1 keeps to the usual speeds. */
  pace: number;
  /** Places on the way where the van stops, metres along the route, nearest first, and for how long. */
  stops: { along: number; seconds: number }[];
  marks: readonly number[];
};

/** A loaded van, m/s²: brisk but not hurried (passenger cars in town average 1 to 1.5). */
const ACCELERATION = 1.5;
const BRAKING = 2.2;
/** Sideways comfort in a bend, m/s². */
const CORNERING = 2.5;
const STEP_SECONDS = 0.5;
const STOPS_AT_TURN = 0.3;
const STOPS_STRAIGHT_ON = 0.05;

function turnAt(route: Route, i: number): number {
  const before = bearing(toPlane(at(route.points, i - 1)), toPlane(at(route.points, i)));
  const after = bearing(toPlane(at(route.points, i)), toPlane(at(route.points, i + 1)));
  const turn = Math.abs(before - after);
  return Math.min(turn, 360 - turn);
}

/** Sets off along a route. Which junctions make the van wait (3 to 22 s) is drawn now, from `random`. */
export function startDrive(route: Route, random: Random): Drive {
  const marks = [0];
  const stops: Drive["stops"] = [];
  for (let i = 1; i < route.points.length; i++) {
    const along = at(marks, i - 1) + distance(toPlane(at(route.points, i - 1)), toPlane(at(route.points, i)));
    marks.push(along);
    if (i + 1 >= route.points.length) continue;
    const chance =
      turnAt(route, i) > 50 ? STOPS_AT_TURN : STOPS_STRAIGHT_ON * (at(route.speeds, i) > 10 ? 1 : 0.5);
    if (random() < chance) stops.push({ along, seconds: 3 + random() * 19 });
  }
  return { route, along: 0, speed: 0, waitSeconds: 0, pace: 0.88 + random() * 0.22, stops, marks };
}

function segmentAt(drive: Drive): number {
  let low = 0;
  let high = drive.marks.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(drive.marks, middle) <= drive.along) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The speed from which the van can still brake to `target` within `room` metres. */
function brakingSpeed(room: number, target: number): number {
  return Math.sqrt(target * target + 2 * BRAKING * Math.max(0, room));
}

function allowedSpeed(drive: Drive): number {
  const { route, marks } = drive;
  const first = segmentAt(drive);
  const total = at(marks, marks.length - 1);
  let limit = Math.min(at(route.speeds, first) * drive.pace, brakingSpeed(total - drive.along, 0));
  const stop = drive.stops[0];
  if (stop) limit = Math.min(limit, brakingSpeed(stop.along - drive.along, 0));
  for (let i = first + 1; i < route.points.length - 1 && at(marks, i) - drive.along < 70; i++) {
    const turn = (turnAt(route, i) * Math.PI) / 180;
    // A turn of this angle, taken on about 9 m of road.
    const bend = turn < 0.12 ? Number.POSITIVE_INFINITY : Math.sqrt((CORNERING * 9) / turn);
    const target = Math.max(2.2, Math.min(bend, at(route.speeds, i) * drive.pace));
    limit = Math.min(limit, brakingSpeed(at(marks, i) - drive.along, target));
  }
  return limit;
}

/**
 * Drives on for some seconds: accelerating, braking for bends and the end, waiting where a stop was drawn. Returns the
 * drive as it is then; the one given is left alone.
 */
export function driveOn(start: Drive, seconds: number): Drive {
  let drive = { ...start };
  const total = at(drive.marks, drive.marks.length - 1);
  for (let left = seconds; left > 1e-9; left -= STEP_SECONDS) {
    const step = Math.min(STEP_SECONDS, left);
    if (drive.waitSeconds > 0) {
      drive = { ...drive, speed: 0, waitSeconds: Math.max(0, drive.waitSeconds - step) };
      continue;
    }
    const speed = Math.max(
      Math.min(drive.speed + ACCELERATION * step, allowedSpeed(drive)),
      drive.speed - BRAKING * 1.6 * step,
      0.4,
    );
    const along = Math.min(total, drive.along + speed * step);
    const stop = drive.stops[0];
    if (stop && along >= stop.along - 1.5) {
      drive = { ...drive, along, speed: 0, waitSeconds: stop.seconds, stops: drive.stops.slice(1) };
    } else {
      drive = { ...drive, along, speed };
    }
    if (along >= total) return { ...drive, speed: 0 };
  }
  return drive;
}

/** Where the van of a drive is now. */
export function motionOf(drive: Drive): Motion {
  const { route, marks } = drive;
  const total = at(marks, marks.length - 1);
  if (route.points.length < 2) return { place: at(route.points, 0), speed: 0, heading: 0, arrived: true };
  const i = segmentAt(drive);
  const a = toPlane(at(route.points, i));
  const b = toPlane(at(route.points, i + 1));
  const length = distance(a, b) || 1;
  return {
    place: toLatLng(mix(a, b, Math.min(1, (drive.along - at(marks, i)) / length))),
    speed: drive.speed,
    heading: bearing(a, b),
    arrived: drive.along >= total - 0.01,
  };
}
