"use client";

import { CircleCheck, CircleStop, type LucideIcon, MapPinCheckInside, Navigation, Play } from "lucide-react";
import { useTranslations } from "use-intl";
import { useSayDistance } from "@/components/measures/distance";
import { Button } from "@/components/ui/button";
import type { OwnPosition } from "@/hooks/field/use-sharing";
import { distanceMeters } from "@/lib/geo/distance";
import type { FieldStep } from "./field-step";

const icons: Record<FieldStep["kind"], LucideIcon> = {
  start_shift: Play,
  start_travel: Navigation,
  check_in: MapPinCheckInside,
  complete: CircleCheck,
  resume: Play,
  end_shift: CircleStop,
};

interface Props {
  step: FieldStep;
  position: OwnPosition | null;
  isBusy: boolean;
  isOnline: boolean;
  onPress: () => void;
}

/** The one thing to press, at the thumb, and what should be known before pressing it. */
export function ActionBar({ step, position, isBusy, isOnline, onPress }: Props) {
  const t = useTranslations("field.step");
  const Icon = icons[step.kind];
  return (
    <footer className="sticky bottom-0 z-10 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
      <div className="mx-auto flex max-w-140 flex-col items-center gap-2 px-3.5 pt-3 pb-4">
        <Button
          look={step.kind === "end_shift" ? "secondary" : "primary"}
          size="thumb"
          className="w-full"
          icon={<Icon aria-hidden size={23} />}
          isPending={isBusy}
          onPress={onPress}
        >
          {isBusy ? t("saving") : t(step.kind)}
        </Button>
        <p className="min-h-5 text-center text-sm text-muted">
          {isOnline ? <Where step={step} position={position} /> : t("offline")}
        </p>
      </div>
    </footer>
  );
}

function Where({ step, position }: { step: FieldStep; position: OwnPosition | null }) {
  const t = useTranslations("field.step");
  const sayDistance = useSayDistance();
  if (step.kind !== "check_in" && step.kind !== "complete" && step.kind !== "start_travel") return null;
  if (!position) return step.kind === "check_in" ? t("placeUnknown") : null;
  const meters = distanceMeters(position.point, { lat: step.job.latitude, lng: step.job.longitude });
  return t("distance", { distance: sayDistance(meters), accuracy: Math.round(position.accuracyMeters) });
}
