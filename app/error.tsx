"use client";

import { PageStopped } from "@/components/shell/page-stopped";

export default function AppError({ reset }: { error: Error; reset: () => void }) {
  return <PageStopped onRetry={reset} />;
}
