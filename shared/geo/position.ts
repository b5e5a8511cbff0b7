/** Longitude then latitude, degrees, WGS 84. The only place where axis order is decided. */
export type Position = readonly [longitude: number, latitude: number];

/** True for finite degrees inside the globe; 0,0 is a legal place and is judged elsewhere. */
export function isPosition(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}
