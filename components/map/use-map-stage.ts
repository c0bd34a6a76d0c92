"use client";

import type { Map as LeafletMapObject } from "leaflet";
import { useEffect, useEffectEvent, useState } from "react";
import { useLiveData } from "@/hooks/live/live-provider";
import type { LatLng } from "@/lib/geo/types";
import { terminalStatuses } from "@/lib/jobs/transitions";
import { AreaLayer } from "./area/area-layer";
import { followDrawing } from "./area/follow-drawing";
import { Camera, type MapPadding } from "./camera";
import { onThemeChange, readPalette } from "./canvas/palette";
import { JobLayer } from "./job-layer";
import type { LiveMapProps } from "./leaflet-map";
import { useMapDesk } from "./map-handle";
import { followPointer } from "./map-pointer";
import { MapScene } from "./map-scene";
import { PlaybackLayer } from "./playback/playback-layer";
import { TechnicianLayer } from "./technician-layer";
import { useMapWords } from "./use-map-words";

/** What stands on a Leaflet map. */
export interface MapStage {
  readonly scene: MapScene;
  readonly technicians: TechnicianLayer;
  readonly jobs: JobLayer;
  readonly camera: Camera;
}

/** Puts the canvases on the map, wires them to the live data, the pointer and the page, and takes them off again. */
export function useMapStage(
  map: LeafletMapObject | null,
  props: LiveMapProps & { padding: MapPadding },
): MapStage | null {
  const { store, board } = useLiveData();
  const desk = useMapDesk();
  const words = useMapWords();
  const [stage, setStage] = useState<MapStage | null>(null);
  const current = useEffectEvent(() => ({ ...props, words }));

  useEffect(() => {
    if (map === null) return;
    const container = map.getContainer();
    const { words: firstWords, padding, selectedTechnicianId, selectedJobId } = current();
    const scene = new MapScene(store, board, readPalette(container), firstWords);
    const jobs = new JobLayer(scene);
    const technicians = new TechnicianLayer(scene, jobs);
    const area = new AreaLayer(scene);
    const playback = new PlaybackLayer(scene);
    const camera = new Camera(map);
    camera.padding = padding;
    scene.change({ selectedTechnicianId, selectedJobId, evidence: desk.evidence() });

    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    const setMotion = () => {
      camera.reducedMotion = motion.matches;
      scene.change({ reducedMotion: motion.matches });
    };
    const drawAll = () => {
      area.drawSoon();
      technicians.drawSoon();
      jobs.drawSoon();
    };
    const repaint = () => {
      scene.change({ palette: readPalette(container) });
      technicians.repaint();
      jobs.repaint();
      playback.repaint();
    };
    setMotion();
    motion.addEventListener("change", setMotion);
    const leave = [
      scene.onChange(drawAll),
      store.subscribe("positions", () => technicians.tick()),
      store.subscribe("world", () => {
        technicians.tick();
        jobs.drawWithin(100);
      }),
      board.subscribe("views", () => technicians.tick()),
      board.subscribe("urgencies", () => jobs.drawSoon()),
      onThemeChange(repaint),
      followPointer(map, scene, technicians, jobs, {
        selectTechnician: (id) => current().onSelectTechnician(id),
        selectJob: (id) => current().onSelectJob(id),
        background: () => current().onBackgroundClick?.(),
        openCrowd: (points) => camera.fit(points, true, map.getZoom() + 3),
      }),
    ];
    // Letters drawn before the font is there would stay in the fallback's shapes.
    void document.fonts.ready.then(repaint);
    area.addTo(map);
    jobs.addTo(map);
    technicians.addTo(map);
    playback.addTo(map);

    const first = selectedPlace(scene);
    const everything = allPlaces(scene);
    if (first !== null) map.setView([first.lat, first.lng], Math.max(map.getZoom(), 15), { animate: false });
    if (first !== null) camera.reveal(first);
    else camera.fit(everything, false);

    const detach = desk.attach({
      flyToTechnician: (id) => go(camera, store.position(id)?.point ?? null),
      flyToJob: (id) => go(camera, placeOfJob(scene, id)),
      showPoint: (point) => camera.flyTo(point),
      fitAll: () => camera.fit(allPlaces(scene)),
      fit: (points) => camera.fit(points),
      visibleBox: () => camera.visible(),
      drawArea: (shape, onEnd) => followDrawing(map, scene, shape, onEnd),
      showArea: (picture) => scene.change({ area: picture }),
      showPlayback: (picture) => {
        container.classList.toggle("shows-past", picture !== null);
        playback.show(picture);
      },
      evidenceChanged: (evidence) => {
        scene.change({ evidence });
        const places = evidence?.explanation.evidence.map((fix) => ({
          lat: fix.latitude,
          lng: fix.longitude,
        }));
        if (places === undefined) return;
        const job = evidence?.job ?? null;
        camera.fit(job === null ? places : [...places, { lat: job.latitude, lng: job.longitude }], true, 18);
      },
    });
    setStage({ scene, technicians, jobs, camera });
    return () => {
      detach();
      for (const stop of leave) stop();
      motion.removeEventListener("change", setMotion);
      playback.show(null);
      playback.remove();
      technicians.remove();
      jobs.remove();
      area.remove();
      setStage(null);
    };
  }, [map, store, board, desk]);

  useEffect(() => {
    if (stage !== null) stage.camera.padding = props.padding;
  }, [stage, props.padding]);
  useEffect(() => stage?.scene.change({ words }), [stage, words]);
  const { selectedTechnicianId, selectedJobId } = props;
  useEffect(() => {
    if (stage === null) return;
    const { scene, camera } = stage;
    const changed =
      scene.selectedTechnicianId !== selectedTechnicianId || scene.selectedJobId !== selectedJobId;
    if (!changed) return;
    scene.change({ selectedTechnicianId, selectedJobId });
    const place = selectedPlace(scene);
    if (place !== null) camera.reveal(place);
  }, [stage, selectedTechnicianId, selectedJobId]);

  return stage;
}

function go(camera: Camera, place: LatLng | null): void {
  if (place !== null) camera.flyTo(place);
}

function placeOfJob(scene: MapScene, id: string): LatLng | null {
  const job = scene.store.world().jobs.get(id);
  return job === undefined ? null : { lat: job.latitude, lng: job.longitude };
}

function selectedPlace(scene: MapScene): LatLng | null {
  if (scene.selectedTechnicianId !== null) {
    return scene.store.position(scene.selectedTechnicianId)?.point ?? null;
  }
  return scene.selectedJobId === null ? null : placeOfJob(scene, scene.selectedJobId);
}

/** Whoever is at work and whatever is still to be done. */
function allPlaces(scene: MapScene): LatLng[] {
  const { technicians, jobs } = scene.store.world();
  const people = [...technicians.values()]
    .filter((one) => one.status !== "off_duty")
    .flatMap((one) => scene.store.position(one.id)?.point ?? []);
  const sites = [...jobs.values()]
    .filter((job) => !terminalStatuses.includes(job.status))
    .map((job) => ({ lat: job.latitude, lng: job.longitude }));
  return [...people, ...sites];
}
