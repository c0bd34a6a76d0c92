"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "@/lib/auth/permissions";
import { mayView, type Viewer } from "./may-view";

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer needs a ViewerProvider above it.");
  return viewer;
}

/** Whether the signed-in person may do this to somebody in the company. */
export function useMay(permission: Permission): boolean {
  return mayView(useViewer(), permission);
}
