"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ActivityAnnouncer } from "@/components/activity/activity-announcer";
import { ActivityFeed } from "@/components/activity/activity-feed";
import { AreaDrawer } from "@/components/area-search/area-drawer";
import { FenceDrawer } from "@/components/fence/fence-drawer";
import { JobDrawer } from "@/components/jobs/job-drawer";
import { LiveMap } from "@/components/map/live-map";
import { MapHandleProvider, useMapHandle } from "@/components/map/map-handle";
import { PlaybackPanel } from "@/components/playback/playback-panel";
import { useMay } from "@/components/shell/viewer";
import { TechnicianDrawer } from "@/components/technicians/technician-drawer";
import { type PlaybackChoice, useSelection } from "@/hooks/use-selection";
import { shareOfMap, sheetHeight, usePanelSettings } from "./panel-settings";
import { SidePanel } from "./side-panel";
import { useIsPhone } from "./use-is-phone";

const gap = 12;
const drawerWidth = 372;
/** The map's scale stands at the lower left when the panel does not. */
const scaleWidth = 104;
/** Of a playback, until it is there, px. */
const usualBarHeight = 132;
/** Share of the page that the drawer takes from below on a phone. */
const phoneDrawer = 0.64;

/** The home of the console: the map, and what floats over it. */
export function MapPage() {
  return (
    <MapHandleProvider>
      <MapAndPanels />
    </MapHandleProvider>
  );
}

function MapAndPanels() {
  const t = useTranslations("map");
  const { selection, select, isTrying, playback, play } = useSelection();
  const panel = usePanelSettings();
  const isPhone = useIsPhone();
  const lastFocus = useRef<HTMLElement | null>(null);
  const lastPlayed = useRef<HTMLElement | null>(null);
  const technicianId = selection?.kind === "technician" ? selection.id : null;
  const jobId = selection?.kind === "job" ? selection.id : null;
  const mayAsk = useMay("locations:read");
  const mayTry = useMay("decisions:read");
  const [isAsking, setAsking] = useState(false);
  const [barHeight, setBarHeight] = useState(usualBarHeight);
  const hasDrawer = selection !== null || isAsking;

  const left = panel.isHidden ? gap : panel.width + 2 * gap;
  const right = hasDrawer ? drawerWidth + 2 * gap : gap;
  const below = playback
    ? barHeight + (isPhone ? 0 : gap)
    : !isPhone
      ? 0
      : hasDrawer
        ? shareOfMap(phoneDrawer, window.innerHeight)
        : sheetHeight(panel.sheet, window.innerHeight);
  const padding = useMemo(
    () =>
      isPhone
        ? { top: gap, right: gap, bottom: below + gap, left: gap }
        : { top: gap, right, bottom: below + gap, left },
    [isPhone, below, left, right],
  );

  const open = (next: { kind: "technician" | "job"; id: string }) => {
    if (document.activeElement instanceof HTMLElement) lastFocus.current = document.activeElement;
    setAsking(false);
    select(next);
  };
  const ask = () => {
    if (document.activeElement instanceof HTMLElement) lastFocus.current = document.activeElement;
    select(null);
    setAsking(true);
  };
  const close = () => {
    setAsking(false);
    select(null);
    // Back to the row it was opened from, unless that one is gone.
    if (lastFocus.current?.isConnected) lastFocus.current.focus();
    else document.getElementById("content")?.focus();
  };

  const playing = (id: string, choice: PlaybackChoice) => {
    if (document.activeElement instanceof HTMLElement) lastPlayed.current = document.activeElement;
    play(id, choice);
  };
  const stopPlaying = () => {
    if (technicianId !== null) play(technicianId, null);
    if (lastPlayed.current?.isConnected) lastPlayed.current.focus();
    else document.getElementById("content")?.focus();
  };

  const map = useMapHandle();
  // biome-ignore lint/correctness/useExhaustiveDependencies: fixes belong to what was looked at; with something else selected they would be shown for the wrong thing.
  useEffect(() => () => map.clearEvidence(), [map, technicianId, jobId]);

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]");
      if (event.key !== "[" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      panel.setHidden(!panel.isHidden);
    };
    // Before the lists see it: they would look for a name that begins with a bracket.
    window.addEventListener("keydown", toggle, true);
    return () => window.removeEventListener("keydown", toggle, true);
  }, [panel.isHidden, panel.setHidden]);

  return (
    <div className="absolute inset-0 isolate overflow-hidden">
      <section aria-label={t("map")} className="absolute inset-0 z-0">
        <LiveMap
          selectedTechnicianId={technicianId}
          selectedJobId={jobId}
          onSelectTechnician={(id) => open({ kind: "technician", id })}
          onSelectJob={(id) => open({ kind: "job", id })}
          onWhoWasHere={mayAsk ? ask : undefined}
          padding={padding}
        />
      </section>
      {!(playback && isPhone) && <SidePanel selection={selection} onOpen={open} settings={panel} />}
      {playback && technicianId ? (
        <div
          className="pointer-events-none absolute bottom-3 z-20 max-md:inset-x-0 max-md:bottom-0"
          style={isPhone ? undefined : { left, right }}
        >
          <PlaybackPanel
            technicianId={technicianId}
            choice={playback}
            onChoose={(choice) => play(technicianId, choice)}
            onClose={stopPlaying}
            onHeight={setBarHeight}
          />
        </div>
      ) : (
        <div
          className="@container pointer-events-none absolute bottom-3 z-10 max-md:hidden"
          style={{ left: left + (panel.isHidden ? scaleWidth : 0), right: right + 56 }}
        >
          <ActivityFeed onOpenJob={(id) => open({ kind: "job", id })} />
        </div>
      )}
      {technicianId && !(playback && isPhone) && (
        <TechnicianDrawer
          key={technicianId}
          technicianId={technicianId}
          onClose={close}
          onOpenJob={(id) => open({ kind: "job", id })}
          onPlay={(choice) => playing(technicianId, choice)}
        />
      )}
      {jobId && isTrying && mayTry && (
        <FenceDrawer jobId={jobId} onClose={() => select({ kind: "job", id: jobId })} />
      )}
      {jobId && !(isTrying && mayTry) && (
        <JobDrawer
          key={jobId}
          jobId={jobId}
          onClose={close}
          onOpenTechnician={(id) => open({ kind: "technician", id })}
        />
      )}
      {isAsking && !selection && <AreaDrawer onClose={close} />}
      <ActivityAnnouncer />
    </div>
  );
}
