import type { ReactNode } from "react";

/** A few figures side by side: a small label over a number. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid auto-cols-fr grid-flow-col divide-x divide-line border-y border-line">{children}</dl>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-2.5">
      <dt className="truncate text-xs text-muted">{label}</dt>
      <dd className="truncate text-md font-semibold">{children}</dd>
    </div>
  );
}
