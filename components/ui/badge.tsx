import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Tone = "available" | "en_route" | "on_job" | "at_risk" | "critical" | "silent";

const tones: Record<Tone, string> = {
  available: "bg-available-soft text-available-text",
  en_route: "bg-en-route-soft text-en-route-text",
  on_job: "bg-on-job-soft text-on-job-text",
  at_risk: "bg-at-risk-soft text-at-risk-text",
  critical: "bg-critical-soft text-critical-text",
  silent: "bg-silent-soft text-silent-text",
};

/** A few words on the soft colour of a state. */
export function Badge({
  tone,
  className,
  children,
}: {
  tone: Tone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-semibold whitespace-nowrap",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
