"use client";

import type { Viewer } from "@/components/shell/may-view";
import { FieldPage } from "./field-page";
import { Today } from "./today";

/** The technician's page. */
export function TodayPage({ viewer }: { viewer: Viewer }) {
  return <FieldPage viewer={viewer}>{(technician) => <Today technician={technician} />}</FieldPage>;
}
