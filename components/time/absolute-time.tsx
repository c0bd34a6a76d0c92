"use client";

import type { ReactNode } from "react";
import { useFormatter } from "use-intl";

interface Props {
  /** ISO time or epoch ms. */
  at: string | number;
  className?: string;
  children: ReactNode;
}

/** Words about a moment; the moment itself, in the company's zone, is the title. */
export function AbsoluteTime({ at, className, children }: Props) {
  const format = useFormatter();
  const title = format.dateTime(new Date(at), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  return (
    <time dateTime={new Date(at).toISOString()} title={title} className={className} suppressHydrationWarning>
      {children}
    </time>
  );
}
