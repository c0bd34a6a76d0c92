"use client";

import { classNames } from "@/components/ui/class-names";
import { useTechnicianView } from "@/hooks/live/use-live";
import { initials } from "@/lib/dispatch/names";
import type { MarkerLook, StateColor } from "@/lib/dispatch/roster";

const fills: Record<StateColor, string> = {
  available: "bg-available",
  "en-route": "bg-en-route",
  "on-job": "bg-on-job",
  "at-risk": "bg-at-risk",
  critical: "bg-critical",
  silent: "bg-silent",
};

const sizes = {
  small: "size-6.5 text-[9.5px]",
  medium: "size-7.5 text-[11px]",
  large: "size-9 text-xs",
} as const;

interface Props {
  technicianId: string;
  size?: keyof typeof sizes;
}

/** Initials in the technician's shape: circle free or travelling, square on site, dashed ring silent, red ring late. */
export function TechnicianShape({ technicianId, size = "medium" }: Props) {
  const view = useTechnicianView(technicianId);
  if (!view) return <span aria-hidden className={classNames("block", sizes[size])} />;
  return <Shape look={view.marker} name={view.technician.full_name} size={size} />;
}

function Shape({ look, name, size }: { look: MarkerLook; name: string; size: keyof typeof sizes }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "flex shrink-0 items-center justify-center font-bold tracking-tight select-none",
        sizes[size],
        look.shape === "square" ? "rounded-[8px]" : "rounded-full",
        look.shape === "hollow"
          ? "border-2 border-dashed border-silent text-silent-text"
          : classNames(fills[look.color], "text-on-state"),
        look.ring === "late" && "outline-2 outline-offset-2 outline-critical",
      )}
    >
      {initials(name)}
    </span>
  );
}
