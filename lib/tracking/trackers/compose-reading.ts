import { hundredthsWithin } from "./numbers";
import type { DeviceStatus, TrackerAlarm, TrackerItem, TrackerReading } from "./types";

const unknownStatus: DeviceStatus = {
  batteryPercent: null,
  charging: null,
  permission: null,
  preciseLocation: null,
  powerSaving: null,
  batteryOptimised: null,
};

/**
 * Puts a reading together. What is known of the phone comes from its newest fix that says it, unless the message itself
 * does. Items that say nothing but their reason become one with a count, so that a body full of them stays small.
 */
export function composeReading(
  sender: TrackerReading["sender"],
  items: Iterable<TrackerItem>,
  said: {
    readonly label?: string | null;
    readonly status?: Partial<DeviceStatus>;
    readonly alarm?: TrackerAlarm | null;
  } = {},
): TrackerReading {
  const kept = countAlike(items);
  return {
    sender,
    items: kept,
    label: said.label ?? null,
    status: statusFrom(kept, said.status ?? {}),
    alarm: said.alarm ?? null,
  };
}

function statusFrom(items: readonly TrackerItem[], said: Partial<DeviceStatus>): DeviceStatus {
  let battery = { at: Number.NEGATIVE_INFINITY, value: null as number | null };
  let power = { at: Number.NEGATIVE_INFINITY, value: null as boolean | null };
  for (const item of items) {
    if (item.kind !== "fix") continue;
    const { at, batteryPercent, charging } = item.fix;
    if (batteryPercent !== null && at >= battery.at) battery = { at, value: batteryPercent };
    if (charging !== null && at >= power.at) power = { at, value: charging };
  }
  return {
    ...unknownStatus,
    ...said,
    batteryPercent: hundredthsWithin(said.batteryPercent ?? battery.value, 0, 100),
    charging: said.charging ?? power.value,
  };
}

function countAlike(items: Iterable<TrackerItem>): TrackerItem[] {
  const kept: TrackerItem[] = [];
  const positions = new Map<string, number>();
  for (const item of items) {
    if (item.kind === "fix" || saysMore(item)) {
      kept.push(item);
      continue;
    }
    const name = `${item.kind}:${item.reason}`;
    const position = positions.get(name) ?? kept.length;
    const earlier = kept[position];
    kept[position] = {
      ...item,
      count: item.count + (earlier === undefined || earlier.kind === "fix" ? 0 : earlier.count),
    };
    positions.set(name, position);
  }
  return kept;
}

function saysMore(item: Exclude<TrackerItem, { kind: "fix" }>): boolean {
  return item.kind === "quarantined" && (item.understood.at !== null || item.understood.point !== null);
}
