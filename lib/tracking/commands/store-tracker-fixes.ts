import { sqlErrorOf } from "@/lib/db/sql-error";
import { newId } from "@/lib/id";
import { log } from "@/lib/log";
import type { FixResultWire } from "@/lib/realtime/protocol";
import type { KnownDevice } from "../queries/look-up-device";
import { type IncomingFix, MAX_FIXES_PER_REQUEST } from "../schema";
import { quarantined } from "../trackers/settle-fix";
import type { TrackerFix, TrackerItem } from "../trackers/types";
import { recordFixes } from "./record-fixes";

/** Postgres refuses the values themselves: data exception, broken constraint, limit of a type. */
const valueRefused = /^(22|23|54)/;

export interface StoredFixes {
  /** The items with what was refused quarantined. */
  readonly items: readonly TrackerItem[];
  /** What each stored fix caused, oldest first. */
  readonly results: readonly FixResultWire[];
}

/**
 * Stores the fixes among what a tracker sent. One that the database refuses for what it says is quarantined alone: its
 * app would send it for ever, and everything behind it would wait.
 * @param receivedAt epoch ms
 * @throws AppError unavailable, or whatever else is not the fault of one fix
 */
export async function storeTrackerFixes(
  device: KnownDevice,
  items: readonly TrackerItem[],
  receivedAt: number,
): Promise<StoredFixes> {
  const itemOf = new Map<IncomingFix, TrackerItem>();
  for (const item of items) {
    if (item.kind === "fix") itemOf.set(incomingOf(item.fix, device, receivedAt), item);
  }
  const fixes = [...itemOf.keys()].sort((a, b) => a.fix.at - b.fix.at);
  const results: FixResultWire[] = [];
  const refused = new Set<TrackerItem | undefined>();
  for (let start = 0; start < fixes.length; start += MAX_FIXES_PER_REQUEST) {
    await storeOrHalve(device, fixes.slice(start, start + MAX_FIXES_PER_REQUEST), {
      stored: (more) => results.push(...more),
      refused: (incoming) => refused.add(itemOf.get(incoming)),
    });
  }
  return { items: items.map((item) => (refused.has(item) ? notStorable(item) : item)), results };
}

interface Outcome {
  stored(results: readonly FixResultWire[]): void;
  refused(fix: IncomingFix): void;
}

async function storeOrHalve(
  device: KnownDevice,
  fixes: readonly IncomingFix[],
  outcome: Outcome,
): Promise<void> {
  const { tenantId, technicianId } = device;
  try {
    outcome.stored(await recordFixes({ tenantId, technicianId, fixes }));
  } catch (error) {
    if (!valueRefused.test(sqlErrorOf(error)?.code ?? "")) throw error;
    const [only, ...others] = fixes;
    if (only !== undefined && others.length === 0) {
      log.error({ error, deviceId: device.id }, "a fix could not be stored and was quarantined");
      outcome.refused(only);
      return;
    }
    const middle = Math.ceil(fixes.length / 2);
    await storeOrHalve(device, fixes.slice(0, middle), outcome);
    await storeOrHalve(device, fixes.slice(middle), outcome);
  }
}

function incomingOf(fix: TrackerFix, device: KnownDevice, receivedAt: number): IncomingFix {
  return {
    clientId: null,
    jobId: null,
    fix: {
      fixId: newId(receivedAt),
      at: fix.at,
      receivedAt,
      point: fix.point,
      accuracyMeters: fix.accuracyMeters,
      speedMps: fix.speedMps,
      headingDegrees: fix.headingDegrees,
      altitudeMeters: fix.altitudeMeters,
      batteryPercent: fix.batteryPercent,
      activity: fix.activity,
      mock: fix.mock,
      source: device.app,
    },
  };
}

function notStorable(item: TrackerItem): TrackerItem {
  if (item.kind !== "fix") return item;
  const { at, point, accuracyMeters } = item.fix;
  return quarantined("not_storable", { at, point, accuracyMeters });
}
