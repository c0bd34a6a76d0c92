import type { StateColor } from "@/lib/dispatch/roster";

/** The page's colour tokens, ready for a canvas. */
export interface Palette {
  readonly state: Readonly<Record<StateColor, string>>;
  readonly onState: string;
  readonly surface: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly halo: string;
  readonly shadow: string;
  readonly font: string;
}

const states: readonly StateColor[] = ["available", "en-route", "on-job", "at-risk", "critical", "silent"];

export function readPalette(element: Element): Palette {
  const computed = getComputedStyle(element);
  const token = (name: string) => computed.getPropertyValue(`--${name}`).trim();
  const state = Object.fromEntries(states.map((name) => [name, token(name)]));
  return {
    state: state as Palette["state"],
    onState: token("on-state"),
    surface: token("surface"),
    line: token("line"),
    text: token("text"),
    muted: token("muted"),
    accent: token("accent"),
    onAccent: token("on-accent"),
    shadow: token("scrim"),
    halo: token("map-label-halo") || token("surface"),
    // Leaflet gives its container a font of its own.
    font: getComputedStyle(document.body).fontFamily || "sans-serif",
  };
}

export type Theme = "light" | "dark";

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/** Calls back when the page changes its theme; returns how to stop. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
