/** A place as people paste it into a map: latitude, longitude, to about a metre. Degrees. */
export function sayPlace(latitude: number, longitude: number): string {
  return `${degrees(latitude)}, ${degrees(longitude)}`;
}

function degrees(value: number): string {
  return value.toFixed(5).replace(/0$/, "");
}
