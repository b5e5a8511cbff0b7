import { edgeTolerance, nearLongitude } from './area-box.ts';
import type { PassageArea } from './passage-area.ts';

/**
 * Where a straight line from one position to another meets the ring of an area: shares of the way, 0 and 1 with them,
 * ascending. Between two of them the line lies wholly inside or wholly outside. A share too many does no harm, so that
 * edges are taken to be a little longer than they are.
 */
export function cutLine(
  { longitudes, latitudes, box }: PassageArea,
  fromLongitude: number,
  fromLatitude: number,
  toLongitude: number,
  toLatitude: number,
): number[] {
  const start = nearLongitude(fromLongitude, (box.west + box.east) / 2);
  const [dx, dy] = [nearLongitude(toLongitude, start) - start, toLatitude - fromLatitude];
  const length = Math.hypot(dx, dy);
  const shares = [0, 1];
  // The line may reach the same area on its way round the globe from either side.
  for (const turn of [0, -360, 360]) {
    const ax = start + turn;
    if (Math.max(ax, ax + dx) < box.west - edgeTolerance || Math.min(ax, ax + dx) > box.east + edgeTolerance) continue;
    for (let from = longitudes.length - 1, to = 0; to < longitudes.length; from = to++) {
      const [cx, cy] = [longitudes[from]! - ax, latitudes[from]! - fromLatitude];
      const [ex, ey] = [longitudes[to]! - longitudes[from]!, latitudes[to]! - latitudes[from]!];
      // An edge that lies along the line, or touches it, does so from corner to corner; each is a corner `from` once.
      if (Math.abs(dx * cy - dy * cx) <= edgeTolerance * length) shares.push((cx * dx + cy * dy) / (length * length));
      const across = dx * ey - dy * ex;
      if (across === 0) continue;
      const alongEdge = (cx * dy - cy * dx) / across;
      if (alongEdge > -1e-6 && alongEdge < 1 + 1e-6) shares.push((cx * ey - cy * ex) / across);
    }
  }
  return tidy(shares, edgeTolerance / length);
}

/** Those on the way, ascending, each once; what is as good as an end is the end. */
function tidy(shares: number[], least: number): number[] {
  const within = shares.filter((share) => share > least && share < 1 - least).sort((a, b) => a - b);
  const parted = within.filter((share, index) => index === 0 || share - within[index - 1]! > least);
  return [0, ...parted, 1];
}
