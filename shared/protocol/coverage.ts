import type { CoverRaster } from '../coverage/compute-cover.ts';
import type { MercatorGrid } from '../geo/mercator-grid.ts';
import type { Ground } from '../schema/ground.ts';

/** What `GET /api/v1/coverage/raster` answers, and what it means. */
export type Coverage = {
  /** Names what it was computed from; the beat of the stream says when there is another. */
  revision: string;
  computedAt: number;
  isNight: boolean;
  detail: Ground['detail'];
  raster: CoverRaster;
};

/** `planes` says how many follow: 2 known, or 2 known and 2 hopeful. */
type Header = Omit<Coverage, 'raster'> & { grid: MercatorGrid; planes: 2 | 4 };

/**
 * A length (uint32, little endian), so many bytes of JSON in ASCII, then planes of a byte a cell in rows from the north: minutes
 * until a team, until surgery, and both again as they may be. Each byte is the difference to the one before in its row,
 * which packs well.
 */
export function encodeCoverage({ raster, ...rest }: Coverage): Uint8Array {
  const { grid, known, hopeful } = raster;
  const planes = [known.team, known.surgery, ...(hopeful === known ? [] : [hopeful.team, hopeful.surgery])];
  const header: Header = { ...rest, grid, planes: planes.length as 2 | 4 };
  const text = Uint8Array.from(JSON.stringify(header), (letter) => letter.charCodeAt(0));
  const cells = grid.columns * grid.rows;
  const bytes = new Uint8Array(4 + text.length + planes.length * cells);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  planes.forEach((plane, index) => {
    const start = 4 + text.length + index * cells;
    for (let cell = 0; cell < cells; cell++)
      bytes[start + cell] = plane[cell]! - (cell % grid.columns === 0 ? 0 : plane[cell - 1]!);
  });
  return bytes;
}

export function decodeCoverage(bytes: Uint8Array): Coverage {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header: Header = JSON.parse(String.fromCharCode(...bytes.subarray(4, 4 + length)));
  const { grid, planes: count, ...rest } = header;
  const cells = grid.columns * grid.rows;
  const planes = Array.from({ length: count }, (_, index) => {
    const plane = bytes.slice(4 + length + index * cells, 4 + length + (index + 1) * cells);
    for (let cell = 0; cell < cells; cell++) if (cell % grid.columns !== 0) plane[cell]! += plane[cell - 1]!;
    return plane;
  });
  const known = { team: planes[0]!, surgery: planes[1]! };
  return { ...rest, raster: { grid, known, hopeful: count === 2 ? known : { team: planes[2]!, surgery: planes[3]! } } };
}
