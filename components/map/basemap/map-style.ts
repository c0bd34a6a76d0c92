const TOKENS = {
  water: "--map-water",
  land: "--map-land",
  sand: "--map-sand",
  park: "--map-park",
  building: "--map-building",
  street: "--map-street",
  streetCasing: "--map-street-casing",
  main: "--map-main",
  mainCasing: "--map-main-casing",
  label: "--map-label",
  labelHalo: "--map-label-halo",
  waterLabel: "--map-water-label",
  parkLabel: "--map-park-label",
  grid: "--map-grid",
} as const;

export type MapTheme = "light" | "dark";

/** The colours of one theme, ready for a canvas, and the font that labels are set in. */
export type MapStyle = Record<keyof typeof TOKENS, string> & { font: string };

/**
 * Reads the map tokens of a theme, whether or not the page shows that theme just now: a probe element carrying
 * `data-theme` gets that theme's values, so a switch needs no second look after the page has repainted.
 */
export function readMapStyle(container: HTMLElement, theme: MapTheme): MapStyle {
  const probe = document.createElement("div");
  probe.dataset.theme = theme;
  probe.hidden = true;
  container.append(probe);
  const computed = getComputedStyle(probe);
  const value = (token: string) => computed.getPropertyValue(token).trim();
  const style: MapStyle = {
    water: value(TOKENS.water),
    land: value(TOKENS.land),
    sand: value(TOKENS.sand),
    park: value(TOKENS.park),
    building: value(TOKENS.building),
    street: value(TOKENS.street),
    streetCasing: value(TOKENS.streetCasing),
    main: value(TOKENS.main),
    mainCasing: value(TOKENS.mainCasing),
    label: value(TOKENS.label),
    labelHalo: value(TOKENS.labelHalo),
    waterLabel: value(TOKENS.waterLabel),
    parkLabel: value(TOKENS.parkLabel),
    grid: value(TOKENS.grid),
    font: getComputedStyle(document.body).fontFamily || "sans-serif",
  };
  probe.remove();
  return style;
}
