import type { StartMode } from "@/lib/tenants/types";
import type { FenceStartMemory, PendingStart } from "./types";

/** How long a timed start can be cancelled, milliseconds. */
export const COUNTDOWN_MS = 30_000;

/** How long what happened by itself can be undone after it became known, milliseconds. */
export const UNDO_MS = 10 * 60_000;

export interface StartModes {
  readonly startMode: StartMode;
  /** By job type; a type that is not named follows `startMode`. */
  readonly startModesByType: Readonly<Record<string, StartMode>>;
}

/** The mode that holds for one job: its type's, else the company's. */
export function startModeFor(job: { readonly type: string }, tenant: StartModes): StartMode {
  return Object.hasOwn(tenant.startModesByType, job.type)
    ? (tenant.startModesByType[job.type] ?? tenant.startMode)
    : tenant.startMode;
}

/**
 * What is left pending by an arrival under a mode.
 * @param now when we learned of the arrival: the countdown begins then
 * @returns null for the modes that leave nothing pending
 */
export function pendingStartOf(mode: StartMode, arrivedAt: Date, now: Date): PendingStart | null {
  if (mode !== "timed" && mode !== "ask") return null;
  const startsAt = mode === "timed" ? new Date(now.getTime() + COUNTDOWN_MS).toISOString() : null;
  return { mode, startsAt, arrivedAt: arrivedAt.toISOString() };
}

/** When an automatic start, or a departure the fence marked, can no longer be undone. */
export function undoEnd({ madeAt }: Pick<FenceStartMemory, "madeAt">): Date {
  return new Date(Date.parse(madeAt) + UNDO_MS);
}
