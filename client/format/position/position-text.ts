import type { Position } from '#shared/geo/position.ts';

/** `16.27170° N  0.04470° W`: five decimals are about a metre. */
export function formatDecimal([longitude, latitude]: Position): string {
  return `${Math.abs(latitude).toFixed(5)}° ${latitude < 0 ? 'S' : 'N'}  ${Math.abs(longitude).toFixed(5)}° ${longitude < 0 ? 'W' : 'E'}`;
}

/** `16°16′18″N 000°02′41″W` */
export function formatDms([longitude, latitude]: Position): string {
  return `${dms(latitude, 2)}${latitude < 0 ? 'S' : 'N'} ${dms(longitude, 3)}${longitude < 0 ? 'W' : 'E'}`;
}

function dms(degrees: number, width: number): string {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const two = (value: number) => String(value).padStart(2, '0');
  const whole = String(Math.floor(seconds / 3600)).padStart(width, '0');
  return `${whole}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″`;
}
