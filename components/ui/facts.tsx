import type { ReactNode } from "react";

/** A few figures side by side: a small label over a number. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-wrap divide-x divide-line border-y border-line">{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 flex-1 basis-auto px-4 py-2.5">
      <dt className="text-xs whitespace-nowrap text-muted">{label}</dt>
      <dd className="text-md font-semibold whitespace-nowrap">{children}</dd>
    </div>
  );
}
