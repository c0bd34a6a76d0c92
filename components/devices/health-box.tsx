import { Ban, CircleAlert, CircleCheck, Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import type { HealthTone } from "@/lib/tracking/device-health";

/** A cause and what to do about it (nothing when all is well). */
export interface HealthWords {
  tone: HealthTone;
  title: string;
  action: string | null;
}

const looks: Record<HealthTone, { icon: LucideIcon; box: string; text: string }> = {
  good: { icon: CircleCheck, box: "bg-available-soft", text: "text-available-text" },
  waiting: { icon: Hourglass, box: "bg-en-route-soft", text: "text-en-route-text" },
  warn: { icon: TriangleAlert, box: "bg-at-risk-soft", text: "text-at-risk-text" },
  bad: { icon: CircleAlert, box: "bg-critical-soft", text: "text-critical-text" },
  off: { icon: Ban, box: "bg-silent-soft", text: "text-silent-text" },
};

interface Props {
  words: HealthWords;
  /** Whose health it is, where that is not said beside it. */
  name?: string;
}

/** Whether a phone does its work; if not, why, and what to do about it. */
export function HealthBox({ words: { tone, title, action }, name }: Props) {
  const { icon: Icon, box, text } = looks[tone];
  return (
    <div className={classNames("flex gap-2.5 rounded-xl px-3 py-2.5", box)}>
      <Icon aria-hidden size={17} className={classNames("mt-0.5 shrink-0", text)} />
      <div className="min-w-0">
        <p className={classNames("text-base font-semibold", text)}>
          {name && `${name}: `}
          {title}
        </p>
        {action && <p className="text-sm text-ink">{action}</p>}
      </div>
    </div>
  );
}
