import { type Request, type Response, Router } from 'express';
import type { TileFormat } from '#shared/protocol/basemaps.ts';
import { ArchiveError } from '../../basemap/archives/archive-error.ts';
import type { ArchiveFolder } from '../../basemap/archives/archive-folder.ts';
import type { ArchiveTile, OpenArchive } from '../../basemap/archives/open-archive.ts';
import { sendProblem } from '../problem-response.ts';

const contentTypes: Record<TileFormat, string> = {
  mvt: 'application/vnd.mapbox-vector-tile',
  mlt: 'application/vnd.maplibre-vector-tile',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** `GET /basemaps` and `GET /basemaps/{id}/{z}/{x}/{y}`: public geography, the same for every viewer. */
export function basemapRoutes({ archives }: { archives: ArchiveFolder }): Router {
  const router = Router();
  router.get('/basemaps', (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(archives.list());
  });
  router.get('/basemaps/:id/:z/:x/:y', async (request, response) => {
    const found = archives.find(request.params.id);
    if (!found) return sendProblem(response, { name: 'not-found', detail: 'no such basemap' });
    const { z, x, y } = request.params;
    if (![z, x, y].every((text) => /^\d{1,9}$/.test(text)))
      return sendProblem(response, { name: 'bad-query', detail: 'z, x and y are whole numbers' });
    try {
      const tile = await found.tile(Number(z), Number(x), Number(y));
      if (tile) sendTile(request, response, found, tile);
      else sendNothing(response, found);
    } catch (error) {
      // Also when the file was replaced in the middle of reading: the next look at the folder mends it.
      const detail = error instanceof ArchiveError ? error.message : 'the archive cannot be read here';
      sendProblem(response, { name: 'not-found', detail });
    }
  });
  return router;
}

function sendTile(request: Request, response: Response, { archive }: OpenArchive, tile: ArchiveTile): void {
  // An address that names the version never means another tile.
  const isPinned = request.query['v'] === archive.version;
  response.set({
    'Content-Type': contentTypes[archive.format],
    'Cache-Control': isPinned ? 'private, max-age=604800, immutable' : 'no-cache',
    ETag: `"${archive.version}"`,
  });
  if (tile.encoding) response.set('Content-Encoding', tile.encoding);
  if (request.fresh) response.status(304).end();
  else response.end(tile.bytes);
}

/**
 * Open sea, or outside the area. The map draws 204 as empty; of terrain it would make a tile of one height that spoils
 * its neighbours, and there it must hear 404.
 */
function sendNothing(response: Response, { archive }: OpenArchive): void {
  if (archive.schema === 'terrain') sendProblem(response, { name: 'not-found', detail: 'no heights here' });
  else response.status(204).end();
}
