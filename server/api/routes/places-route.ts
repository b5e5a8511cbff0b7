import { type Request, Router } from 'express';
import type { Position } from '#shared/geo/position.ts';
import { defaultPlaces, maxPlaceQueryLength, maxPlaces, type PlacesAnswer } from '#shared/protocol/places.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Gazetteer } from '../../gazetteer/gazetteer.ts';
import { sendProblem } from '../problem-response.ts';

type PlaceQuery = { words: string; near: Position | undefined; limit: number };

/** `GET /places?q=&near=lon,lat&limit=`: public geography, the same for every viewer. */
export function placesRoute({ gazetteer }: { gazetteer: Gazetteer }): Router {
  const router = Router();
  router.get('/places', async (request, response) => {
    const query = parsePlaceQuery(request);
    if (!query.ok) return sendProblem(response, query.problem);
    const { words, limit, near } = query.value;
    const places = await gazetteer.find(words, limit, near);
    response.json({ places, attribution: gazetteer.attribution } satisfies PlacesAnswer);
  });
  return router;
}

function parsePlaceQuery(request: Request): Parsed<PlaceQuery> {
  const given = request.query as Record<string, unknown>;
  const unknown = Object.keys(given).find((name) => !['q', 'near', 'limit'].includes(name));
  if (unknown) return refuse('bad-query', `parameter "${unknown}" is not known here`);
  const { q, near, limit = String(defaultPlaces) } = given;
  if (typeof q !== 'string' || q.length > maxPlaceQueryLength)
    return refuse('bad-query', `q is the name or part of it, at most ${maxPlaceQueryLength} characters`);
  if (typeof limit !== 'string' || !/^\d{1,4}$/.test(limit)) return refuse('bad-query', 'limit is not a whole number');
  const position = near === undefined ? undefined : parseNear(near);
  if (position === null) return refuse('bad-query', 'near is longitude,latitude in degrees');
  return {
    ok: true,
    value: { words: q, near: position, limit: Math.max(1, Math.min(Number(limit), maxPlaces)) },
  };
}

function parseNear(text: unknown): Position | null {
  if (typeof text !== 'string' || !/^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$/.test(text)) return null;
  const [longitude, latitude] = text.split(',').map(Number) as [number, number];
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null;
}
