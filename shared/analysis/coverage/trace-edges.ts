/** Column and row of a corner between cells. */
export type Corner = readonly [column: number, row: number];

/** A closed ring along the edges of cells, which lie to the right of the way along, and one of those cells. */
export type EdgeRing = { readonly corners: Corner[]; readonly cell: number };

/** East, south, west, north; a turn to the right is the next. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * All rings between cells that are inside and those that are not. Where four cells meet and only two opposite ones are
 * inside, the way turns right, so that they stay apart. Corners on a straight line are left out.
 */
export function traceEdges(inside: Uint8Array, columns: number, rows: number): EdgeRing[] {
  const isInside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < columns && y < rows && inside[y * columns + x] === 1;
  /** Upper edges of cells, walked eastward, that a ring has used; every ring has one. */
  const used = new Uint8Array(inside.length);
  const rings: EdgeRing[] = [];
  for (let cell = 0; cell < inside.length; cell++) {
    const [left, top] = [cell % columns, Math.floor(cell / columns)];
    if (!isInside(left, top) || isInside(left, top - 1) || used[cell] === 1) continue;
    const corners: Corner[] = [];
    let [x, y, heading] = [left, top, 0];
    let before = -1;
    do {
      if (heading === 0) used[y * columns + x] = 1;
      if (heading !== before) corners.push([x, y]);
      before = heading;
      const [dx, dy] = steps[heading]!;
      x += dx;
      y += dy;
      heading = nextHeading(isInside, x, y, heading);
    } while (x !== left || y !== top || heading !== 0);
    // Begun in the middle of an edge, when the ring comes back straight on.
    if (before === 0) corners.shift();
    corners.push(corners[0]!);
    rings.push({ corners, cell });
  }
  return rings;
}

/** Which way on from a corner, with the inside to the right: right where one can, else straight on, else left. */
function nextHeading(isInside: (x: number, y: number) => boolean, x: number, y: number, heading: number): number {
  const [dx, dy] = steps[heading]!;
  // The cells ahead, to the right and to the left of the way: those that meet in the corner, seen along the heading.
  const [ahead, aside] = [
    [(dx + dy) / 2, (dy - dx) / 2],
    [(dx - dy) / 2, (dy + dx) / 2],
  ] as const;
  const at = ([across, down]: readonly [number, number]) => isInside(Math.floor(x + across), Math.floor(y + down));
  if (!at(aside)) return (heading + 1) % 4;
  return at(ahead) ? (heading + 3) % 4 : heading;
}
