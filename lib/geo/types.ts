/** A place on earth, WGS-84 degrees. */
export interface LatLng {
  readonly lat: number;
  readonly lng: number;
}
