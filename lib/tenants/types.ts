/** How a tenant's map is drawn (UX: map style): our own city, the quiet outline, or tiles from the configured URL. */
export const mapStyles = ["city", "outline", "tiles"] as const;
export type MapStyle = (typeof mapStyles)[number];
