"use client";

import { CircleDashed } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { useMapHandle } from "@/components/map/map-handle";
import { Chips } from "@/components/ui/chips";
import { Drawer } from "@/components/ui/drawer";
import { Skeleton } from "@/components/ui/skeleton";
import { useJob, useLiveReady } from "@/hooks/live/use-live";
import { useJobDetail } from "@/hooks/use-jobs";
import { useRehearsal } from "@/hooks/use-rehearsal";
import type { JobWire } from "@/lib/realtime/protocol";
import { draftOf, type FenceDraft, outlineOf, triedFence } from "./fence-draft";
import { FenceForm } from "./fence-form";
import { RehearsalOutcome } from "./rehearsal-outcome";
import { UseFence } from "./use-fence";

interface Props {
  jobId: string;
  /** Back to the job. */
  onClose: () => void;
}

/** Another fence for a job, tried on the last 30 days before anything is changed (GEO-12). */
export function FenceDrawer({ jobId, onClose }: Props) {
  const t = useTranslations("fence");
  const gone = useTranslations("jobs.gone");
  const live = useJob(jobId);
  const ready = useLiveReady();
  const stored = useJobDetail(jobId, ready && live === null);
  const job = live ?? stored.data ?? null;
  return (
    <Drawer
      label={t("title")}
      closeLabel={t("back")}
      figure={<CircleDashed aria-hidden size={20} className="text-muted" />}
      title={t("title")}
      subtitle={t("lead")}
      onClose={onClose}
    >
      {job ? (
        <Trial key={job.id} job={job} />
      ) : stored.error ? (
        <p role="alert" className="px-4 text-base text-muted">
          {stored.error.message || gone("hint")}
        </p>
      ) : (
        <div className="flex flex-col gap-4 px-4">
          <Skeleton className="h-6 w-56" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
        </div>
      )}
    </Drawer>
  );
}

type Scope = "job" | "site";

function Trial({ job }: { job: JobWire }) {
  const t = useTranslations("fence");
  const map = useMapHandle();
  const [scope, setScope] = useState<Scope>("job");
  const [draft, setDraft] = useState<FenceDraft>(() => draftOf(job));
  const [isDrawing, setDrawing] = useState(false);
  const { state, run, cancel } = useRehearsal();
  const { latitude: lat, longitude: lng } = job;
  const edit = (next: FenceDraft) => {
    // What was found is true of the fence that was tried, not of this one.
    cancel();
    setDraft(next);
  };

  const drawn = useEffectEvent((ring: FenceDraft["ring"]) => edit({ ...draft, shape: "polygon", ring }));
  useEffect(() => {
    if (!isDrawing) return;
    return map.drawArea("polygon", (ring) => {
      setDrawing(false);
      if (ring !== null) drawn(ring);
    });
  }, [map, isDrawing]);
  useEffect(() => {
    if (isDrawing) return;
    const ring = outlineOf(draft, { lat, lng });
    map.showArea(ring === null ? null : { ring, corners: null, way: [] });
  }, [map, draft, isDrawing, lat, lng]);
  useEffect(() => {
    map.flyToJob(job.id);
    return () => map.showArea(null);
  }, [map, job.id]);

  return (
    <>
      <div className="flex flex-col gap-4 border-b border-line px-4 pb-4">
        <Chips<Scope>
          label={t("of.label")}
          selected={scope}
          onSelect={(next) => {
            cancel();
            setScope(next);
          }}
          chips={[
            { id: "job", label: t("of.job", { number: String(job.number) }) },
            { id: "site", label: t("of.site") },
          ]}
        />
        <FenceForm
          draft={draft}
          onChange={edit}
          isDrawing={isDrawing}
          onDraw={setDrawing}
          isRunning={state.is === "running"}
          onRun={() =>
            void run(scope === "job" ? { job_id: job.id } : { site_id: job.site_id }, triedFence(draft))
          }
        />
      </div>
      <RehearsalOutcome state={state} onCancel={cancel} />
      {state.is === "done" && scope === "job" && <UseFence job={job} draft={draft} />}
    </>
  );
}
