import { ClipboardList, type LucideIcon, Map as MapIcon, Settings, Users } from "lucide-react";
import type { Permission } from "@/lib/auth/permissions";

export interface ConsolePage {
  id: "map" | "jobs" | "technicians" | "settings";
  href: string;
  icon: LucideIcon;
  permission: Permission;
}

/** Every page of the console that exists, in the order of the rail. */
export const consolePages: readonly ConsolePage[] = [
  { id: "map", href: "/map", icon: MapIcon, permission: "console:view" },
  { id: "jobs", href: "/jobs", icon: ClipboardList, permission: "jobs:read" },
  { id: "technicians", href: "/technicians", icon: Users, permission: "technicians:read" },
  { id: "settings", href: "/settings", icon: Settings, permission: "settings:read" },
];

export function pageAt(path: string): ConsolePage | null {
  return consolePages.find((page) => path === page.href || path.startsWith(`${page.href}/`)) ?? null;
}
