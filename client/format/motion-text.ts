const kmhPerMetreASecond = 3.6;
const knotsPerMetreASecond = 3600 / 1852;

/** `43 km/h · 23 kn` */
export function formatSpeed(metresPerSecond: number): string {
  const kmh = Math.round(metresPerSecond * kmhPerMetreASecond);
  return `${kmh} km/h · ${Math.round(metresPerSecond * knotsPerMetreASecond)} kn`;
}

/** `074°`; a course is true, in whole degrees. */
export function formatCourse(degrees: number): string {
  return `${String(Math.round(degrees) % 360).padStart(3, '0')}°`;
}

/** `350 m` or `12.4 km` */
export function formatDistance(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(metres < 100_000 ? 1 : 0)} km`;
}
