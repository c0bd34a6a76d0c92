import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface Props {
  label: string;
  hint?: string;
  tone?: string;
  children: ReactNode;
}

/** One figure of a device: a small label over what it says. */
export function Figure({ label, hint, tone, children }: Props) {
  return (
    <div className="min-w-0" title={hint}>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className={classNames("text-md font-semibold", tone)}>{children}</dd>
    </div>
  );
}
