import type { LiveMode } from "./connection-state";

const KEY = "truckroll.live-mode";

/** The user's choice in this browser; live when none was made or storage is closed to us. */
export function readMode(): LiveMode {
  try {
    return localStorage.getItem(KEY) === "polling" ? "polling" : "live";
  } catch {
    return "live";
  }
}

export function keepMode(mode: LiveMode): void {
  try {
    localStorage.setItem(KEY, mode);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
