import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { BoundaryStatus } from '#shared/protocol/basemap.ts';
import { unwrapLine } from '../antimeridian.ts';
import { extent } from '../cut-layer.ts';
import { type BoundaryLines, type ParsedBoundaries, parseBoundaries } from './boundary-file.ts';

/**
 * The boundaries that replace those of the default basemap: a file of the data folder, read when the server starts. A
 * file that is refused leaves the default in place and is named, on the console and on every screen.
 */
export type Boundaries = {
  status: BoundaryStatus;
  tile(z: number, x: number, y: number): Promise<Uint8Array | undefined>;
};

const mostBytes = 32 * 1024 * 1024;
const boundaryZoom = 10;
const zip = promisify(gzip);

export async function openBoundaries(file: string, onFault: (error: Error) => void): Promise<Boundaries> {
  const nothing = async () => undefined;
  const size = await stat(file).then(
    (found) => found.size,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : Number.NaN),
  );
  if (size === undefined) return { status: { state: 'default' }, tile: nothing };
  const parsed = await readBoundaries(file, size);
  if (!parsed.ok) {
    onFault(new Error(`${file} is not used: ${parsed.problem}. The default boundaries are shown.`));
    return { status: { state: 'refused', problem: parsed.problem }, tile: nothing };
  }
  return tiled(parsed.value, parsed.version);
}

type Read = (Extract<ParsedBoundaries, { ok: true }> & { version: string }) | { ok: false; problem: string };

async function readBoundaries(file: string, size: number): Promise<Read> {
  if (size > mostBytes) return { ok: false, problem: `larger than ${mostBytes / 1024 / 1024} MiB` };
  try {
    const bytes = await readFile(file);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const parsed = parseBoundaries(text);
    return parsed.ok ? { ...parsed, version: createHash('sha256').update(bytes).digest('hex').slice(0, 16) } : parsed;
  } catch (error) {
    return { ok: false, problem: error instanceof TypeError ? 'not UTF-8 text' : (error as Error).message };
  }
}

function tiled({ features, attribution }: BoundaryLines, version: string): Boundaries {
  const unwrapped = features.map((feature) =>
    feature.geometry.type === 'MultiLineString'
      ? {
          ...feature,
          geometry: { ...feature.geometry, coordinates: feature.geometry.coordinates.map((line) => unwrapLine(line)) },
        }
      : feature,
  );
  const index = new GeoJSONVT(
    { type: 'FeatureCollection', features: unwrapped },
    { maxZoom: boundaryZoom, tolerance: 1, extent, buffer: 64 },
  );
  return {
    status: { state: 'replaced', version, lines: features.length, attribution },
    async tile(z, x, y) {
      const tile = z <= boundaryZoom ? index.getTile(z, x, y) : undefined;
      if (!tile || tile.features.length === 0) return undefined;
      return zip(fromGeojsonVt({ boundary: tile }, { version: 2, extent }));
    },
  };
}
