import type { ReactNode } from "react";

/** The scrolling body of a console page that is not the map. */
export function PageBody({ tools, children }: { tools: ReactNode; children: ReactNode }) {
  return (
    <div className="absolute inset-0 overflow-y-auto">
      <div className="mx-auto flex max-w-350 flex-col gap-4 p-3 sm:p-6">
        <div className="flex flex-wrap items-center gap-3">{tools}</div>
        {children}
      </div>
    </div>
  );
}
