"use client";

import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { ArrivalWire } from "@/lib/dispatch/arrival-wire";
import type { JobUrgency } from "@/lib/dispatch/attention";
import type { ClusterWire } from "@/lib/dispatch/cluster-wire";
import type { Roster, TechnicianView } from "@/lib/dispatch/roster";
import { awaitsArrival } from "@/lib/jobs/promised-arrival";
import type { LiveState } from "@/lib/realtime/apply-event";
import type { LivePosition } from "@/lib/realtime/live-position";
import type { AnyEvent, JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import type { TenantWire } from "@/lib/tenants/tenant-wire";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";
import type { ConnectionState, LiveMode } from "./connection-state";
import { useLiveData } from "./live-provider";
import type { LiveStore } from "./live-store";

/** A value picked from the world; the component renders again only when the picked value is another one. */
function useWorld<T>(pick: (world: LiveState) => T): T {
  const { store } = useLiveData();
  const subscribe = useCallback((wake: () => void) => store.subscribe("world", wake), [store]);
  const read = () => pick(store.world());
  return useSyncExternalStore(subscribe, read, read);
}

/** False until the first snapshot: show the skeleton. */
export const useLiveReady = (): boolean => useWorld((world) => world.tenant !== null);
export const useTenant = (): TenantWire | null => useWorld((world) => world.tenant);
/** By name; the same array until a technician changes, fixes do not count. */
export function useTechnicians(): readonly TechnicianWire[] {
  const { lists } = useLiveData();
  return useWorld((world) => lists.technicians(world.technicians));
}

export const useTechnician = (id: string | null): TechnicianWire | null =>
  useWorld((world) => (id === null ? null : (world.technicians.get(id) ?? null)));
/** By number. */
export function useJobs(): readonly JobWire[] {
  const { lists } = useLiveData();
  return useWorld((world) => lists.jobs(world.jobs));
}

export const useJob = (id: string | null): JobWire | null =>
  useWorld((world) => (id === null ? null : (world.jobs.get(id) ?? null)));
/** Where more technicians are together than expected; oldest first. */
export function useClusters(): readonly ClusterWire[] {
  const { lists } = useLiveData();
  return useWorld((world) => lists.clusters(world.clusters));
}

/** Newest first, at most `RECENT_EVENTS`. */
export function useRecentEvents(): readonly AnyEvent[] {
  const { lists } = useLiveData();
  return useWorld((world) => lists.newestFirst(world.recent));
}

/**
 * Number of the newest known event about a technician or a job; 0 while none is known. Part of the query key of
 * whatever is told from those events, so that an answer read before an event is never taken for one read after it.
 */
export function useRevision(id: string): number {
  return useWorld(({ recent }) => recent.findLast(({ data }) => isAbout(data, id))?.seq ?? 0);
}

function isAbout(data: AnyEvent["data"], id: string): boolean {
  return ("technician_id" in data && data.technician_id === id) || ("job_id" in data && data.job_id === id);
}

/** What runs, what is travelled to, what is planned, then what is done. */
export function useJobsOf(technicianId: string | null): readonly JobWire[] {
  const { board } = useLiveData();
  return useWorld(() => (technicianId === null ? noJobs : board.jobsOf(technicianId)));
}

/** Renders again for each fix of this technician and for nobody else's. */
export function usePosition(technicianId: string | null): LivePosition | null {
  const { store } = useLiveData();
  const subscribe = useCallback(
    (wake: () => void) => (technicianId === null ? noop : store.subscribe(`position:${technicianId}`, wake)),
    [store, technicianId],
  );
  const read = () => (technicianId === null ? null : store.position(technicianId));
  return useSyncExternalStore(subscribe, read, read);
}

/** When the technician of a job reaches it; null while that is not known or he is there. */
export function useArrival(
  job: Pick<JobWire, "id" | "technician_id" | "status" | "arrived_at">,
): ArrivalWire | null {
  const { store } = useLiveData();
  const subscribe = useCallback((wake: () => void) => store.subscribe("arrivals", wake), [store]);
  const read = () => (job.technician_id === null ? null : store.arrivalOf(job.technician_id));
  const arrival = useSyncExternalStore(subscribe, read, read);
  return arrival?.job_id === job.id && awaitsArrival(job) ? arrival : null;
}

/** Why a technician is silent, as the server told last; he may have been heard of since. */
export function useSilence(technicianId: string): SilenceWire | null {
  const { store } = useLiveData();
  const subscribe = useCallback((wake: () => void) => store.subscribe("silences", wake), [store]);
  const read = () => store.silenceOf(technicianId);
  return useSyncExternalStore(subscribe, read, read);
}

function useBoard<T>(topic: string, read: () => T): T {
  const { board } = useLiveData();
  const subscribe = useCallback((wake: () => void) => board.subscribe(topic, wake), [board, topic]);
  return useSyncExternalStore(subscribe, read, read);
}

/** Groups of ids in order of urgency, and counts for the filter chips. */
export function useRoster(): Roster {
  return useBoard("roster", useLiveData().board.roster);
}

/** The content of one row; changes at most once a second and only when its words do. */
export function useTechnicianView(id: string | null): TechnicianView | null {
  const { board } = useLiveData();
  return useBoard(`view:${id}`, () => (id === null ? null : board.view(id)));
}

export function useJobUrgency(jobId: string | null): JobUrgency {
  const { board } = useLiveData();
  return useBoard(`urgency:${jobId}`, () => (jobId === null ? "none" : board.urgency(jobId)));
}

/**
 * The server's time, epoch ms, the same for the whole page.
 * @param stepMs the component renders again once in so many ms; coarser than a second the time is rounded down to it
 */
export function useNow(stepMs = 1000): number {
  const { clock } = useLiveData();
  const rounded = (now: number) => (stepMs <= 1000 ? now : Math.floor(now / stepMs) * stepMs);
  return useSyncExternalStore(
    clock.subscribe,
    () => rounded(clock.now()),
    () => rounded(clock.firstNow()),
  );
}

export function useConnection(): ConnectionState {
  const { store } = useLiveData();
  const subscribe = useCallback((wake: () => void) => store.subscribe("connection", wake), [store]);
  return useSyncExternalStore(subscribe, store.connection, store.connection);
}

/** The user's choice between pushes and a look every 15 s; kept in this browser. */
export function useLiveMode(): readonly [LiveMode, (mode: LiveMode) => void] {
  return [useConnection().mode, useLiveData().setMode];
}

/** Calls back once for every event that happens while the component is there. */
export function useEventListener(listener: (event: AnyEvent) => void): void {
  const { store } = useLiveData();
  const latest = useEffectEvent(listener);
  useEffect(() => store.onEvent((event) => latest(event)), [store]);
}

export const useLiveStore = (): LiveStore => useLiveData().store;

const noop = () => {};
const noJobs: readonly JobWire[] = [];
