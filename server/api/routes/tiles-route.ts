import { type Request, type Response, Router } from 'express';
import type { BasemapStatus } from '#shared/protocol/basemap.ts';
import type { Basemap } from '../../basemap/basemap-archive.ts';
import type { Boundaries } from '../../basemap/boundaries/boundaries.ts';
import type { DetailBasemap } from '../../basemap/detail/detail-basemap.ts';

/** Tiles of the default basemap, as they are stored. 204: nothing is there, which the map draws as empty. */
export type TileSources = {
  basemap: Basemap | undefined;
  detail?: DetailBasemap | undefined;
  boundaries?: Boundaries | undefined;
};

export function tilesRoute({ basemap, detail, boundaries }: TileSources): Router {
  const router = Router();
  router.get('/detail/:z/:x/:y', async (request, response) => {
    const status = detail?.status();
    const etag = status?.state === 'ready' ? `"${status.version}"` : '""';
    send(response, await find(request, async (z, x, y) => detail?.tile(z, x, y)), etag);
  });
  router.get('/boundaries/:z/:x/:y', async (request, response) => {
    const etag = boundaries?.status.state === 'replaced' ? `"${boundaries.status.version}"` : '""';
    send(response, await find(request, async (z, x, y) => boundaries?.tile(z, x, y)), etag);
  });
  router.get('/:z/:x/:y', async (request, response) => {
    send(response, await find(request, async (z, x, y) => basemap?.tile(z, x, y)), basemap?.etag ?? '""');
  });
  return router;
}

/** `GET /api/v1/basemap`: public geography, the same for every viewer. */
export function basemapStatus({ detail, boundaries }: TileSources): BasemapStatus {
  return {
    detail: detail?.status() ?? { state: 'absent' },
    boundaries: boundaries?.status ?? { state: 'default' },
  };
}

type FindTile = (z: number, x: number, y: number) => Promise<Uint8Array | undefined>;

async function find({ params }: Request, findTile: FindTile): Promise<Uint8Array | undefined> {
  const [z, x, y] = [params['z'], params['x'], String(params['y']).replace(/\.mvt$/, '')].map(Number) as [
    number,
    number,
    number,
  ];
  const isTile = [z, x, y].every((each) => Number.isInteger(each) && each >= 0) && z <= 22;
  return isTile ? findTile(z, x, y) : undefined;
}

function send(response: Response, tile: Uint8Array | undefined, etag: string): void {
  if (!tile) return void response.status(204).end();
  response.set({
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    'Content-Encoding': 'gzip',
    'Cache-Control': 'no-cache',
    ETag: etag,
  });
  response.end(tile);
}
