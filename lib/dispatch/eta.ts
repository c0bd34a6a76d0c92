import { SILENT_AFTER_MS } from "./silence";
import type { ArrivalGap, MeasuredTravel, WaySource } from "./types";

/** For how long the speed of the last minutes is taken to go on, seconds; beyond it everybody drives at the usual pace. */
const SPEED_HOLDS_SECONDS = 180;
/** Recent speed counts within these multiples of the usual pace: a light is no breakdown, a motorway ends. */
const RECENT_LIMITS = [0.5, 3] as const;
/** Nobody knows an arrival better than this, seconds. */
const LEAST_DOUBT_SECONDS = 60;
/** What a router's seconds are off by: it knows the streets, not the traffic. */
const ROUTE_SPREAD = [0.85, 1.3] as const;
/** Further away nobody arrives today, seconds: a broken position or a site in another country. */
const OUT_OF_REACH_SECONDS = 12 * 3600;

/** The way from a technician to a site. */
export interface Way {
  /** Epoch ms of the position it starts at. */
  readonly asOf: number;
  readonly straightMeters: number;
  /** What the router says; null when there is none or it does not answer. */
  readonly routeSeconds: number | null;
  /** Of the last minutes; null when unknown. */
  readonly recentSpeedMps: number | null;
}

/** A drive that is under way since `asOf`, or begins when the technician leaves. */
export interface Estimate {
  readonly seconds: number;
  /** Eight of ten take between so many seconds. */
  readonly interval: readonly [number, number];
  readonly by: WaySource;
  /** Of the position, epoch ms. */
  readonly asOf: number;
}

export type EstimateOrGap = Estimate | { readonly gap: ArrivalGap };

/**
 * How long the way takes from where the technician was last seen. A gap instead of a guess: no position, or one that is
 * older than 5 min.
 * @param onTheWay whether he drives to this site; only then his recent speed says something about the way
 * @param now epoch ms
 */
export function estimateDrive(
  way: Way | null,
  travel: MeasuredTravel,
  onTheWay: boolean,
  now: number,
): EstimateOrGap {
  if (way === null) return { gap: "no_position" };
  if (now - way.asOf > SILENT_AFTER_MS) return { gap: "position_too_old" };
  const byRoute = way.routeSeconds !== null;
  const seconds =
    way.routeSeconds ??
    driveSeconds(way.straightMeters * travel.detour, onTheWay ? way.recentSpeedMps : null, travel.paceMps);
  if (seconds > OUT_OF_REACH_SECONDS) return { gap: "out_of_reach" };
  const [fast, slow] = byRoute ? ROUTE_SPREAD : travel.spread;
  return {
    seconds,
    interval: [
      Math.max(0, Math.min(seconds * fast, seconds - LEAST_DOUBT_SECONDS)),
      Math.max(seconds * slow, seconds + LEAST_DOUBT_SECONDS),
    ],
    by: byRoute ? "route" : "straight_line",
    asOf: way.asOf,
  };
}

/** Seconds for a drive: at the recent speed for the first minutes, at the usual pace from there on. */
export function driveSeconds(meters: number, recentSpeedMps: number | null, paceMps: number): number {
  if (recentSpeedMps === null) return meters / paceMps;
  const [least, most] = RECENT_LIMITS;
  const speed = Math.min(most * paceMps, Math.max(least * paceMps, recentSpeedMps));
  const held = speed * SPEED_HOLDS_SECONDS;
  return meters <= held ? meters / speed : SPEED_HOLDS_SECONDS + (meters - held) / paceMps;
}
