import type { ReactNode } from "react";

interface Props {
  title: string;
  hint: string;
  action: ReactNode;
}

/** Why there is nothing to play back, and what to do. */
export function PlaybackNotice({ title, hint, action }: Props) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5">
      <div className="min-w-48 flex-1">
        <p className="text-base font-semibold">{title}</p>
        <p className="text-sm text-muted">{hint}</p>
      </div>
      <span className="flex gap-2">{action}</span>
    </div>
  );
}
