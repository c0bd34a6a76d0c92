"use client";

import { useSyncExternalStore } from "react";
import { themeKey } from "./theme-key";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const listeners = new Set<() => void>();
/** Holds the choice where the browser refuses storage (private windows). */
let unsaved: Theme | null = null;
let system: MediaQueryList | null = null;
/** One and the same object: another one for the same question would not know its listeners. */
function darkSystem(): MediaQueryList {
  system ??= window.matchMedia("(prefers-color-scheme: dark)");
  return system;
}

function stored(): Theme {
  if (unsaved) return unsaved;
  try {
    const value = localStorage.getItem(themeKey);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

function paint() {
  const theme = stored();
  document.documentElement.dataset.theme =
    theme === "system" ? (darkSystem().matches ? "dark" : "light") : theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    darkSystem().addEventListener("change", paint);
    window.addEventListener("storage", paint);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    darkSystem().removeEventListener("change", paint);
    window.removeEventListener("storage", paint);
  };
}

function choose(theme: Theme) {
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    unsaved = theme;
  }
  paint();
}

/** What this browser was told to look like, and how to change it. Follows other tabs and the system. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  return { theme: useSyncExternalStore(subscribe, stored, () => "system"), setTheme: choose };
}
