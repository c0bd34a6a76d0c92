"use client";

import { useTheme } from "./use-theme";

/** Lets every page follow the system into the dark while it is open, with or without a menu that shows the choice. */
export function ThemeWatcher() {
  useTheme();
  return null;
}
