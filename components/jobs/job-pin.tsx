import { Check, Pause, X } from "lucide-react";
import type { Tone } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { JobUrgency } from "@/lib/dispatch/attention";
import type { JobStatus } from "@/lib/jobs/types";
import { jobTone } from "./job-look";

const inks: Record<Tone, string> = {
  available: "text-available",
  en_route: "text-en-route",
  on_job: "text-on-job",
  at_risk: "text-at-risk",
  critical: "text-critical",
  silent: "text-silent",
};

interface Props {
  status: JobStatus;
  urgency?: JobUrgency;
  className?: string;
}

/** A job's pin as on the map; the sign inside says what the colour says. */
export function JobPin({ status, urgency = "none", className }: Props) {
  const solid = status === "running";
  return (
    <span
      aria-hidden
      className={classNames("relative block h-7 w-5.5", inks[jobTone(status, urgency)], className)}
    >
      <svg viewBox="0 0 22 28" className="size-full" aria-hidden="true">
        <path
          d="M11 1.5a9.5 9.5 0 0 1 9.5 9.5c0 6-6.2 11-9.5 15.5C7.7 22 1.5 17 1.5 11A9.5 9.5 0 0 1 11 1.5Z"
          fill={solid ? "currentColor" : "var(--surface)"}
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray={status === "pending" ? "3 2.2" : undefined}
        />
      </svg>
      <span className="absolute inset-x-0 top-[5px] flex justify-center">
        <Sign status={status} />
      </span>
    </span>
  );
}

function Sign({ status }: { status: JobStatus }) {
  if (status === "completed") return <Check size={12} strokeWidth={3} />;
  if (status === "failed" || status === "cancelled") return <X size={12} strokeWidth={3} />;
  if (status === "on_hold") return <Pause size={11} strokeWidth={3} />;
  return (
    <span
      className={classNames(
        "mt-[3px] size-1.5 rounded-full",
        status === "running" ? "bg-on-state" : "bg-current",
      )}
    />
  );
}
