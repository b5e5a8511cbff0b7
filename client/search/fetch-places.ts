import type { Position } from '#shared/geo/position.ts';
import type { Place, PlacesAnswer } from '#shared/protocol/places.ts';

/** `missing`: this server has no gazetteer; `unreachable`: it does not answer. */
export type PlacesResult = { ok: true; value: Place[] } | { ok: false; problem: 'missing' | 'unreachable' };

/** Places whose name holds the words, the nearest to where the map looks first; undefined when it was given up. */
export async function fetchPlaces(
  words: string,
  options: { near: Position | undefined; limit: number; signal: AbortSignal; origin?: string },
): Promise<PlacesResult | undefined> {
  const { near, limit, signal, origin = '' } = options;
  const query = new URLSearchParams({ q: words, limit: String(limit) });
  if (near) query.set('near', near.map((degrees) => degrees.toFixed(3)).join(','));
  try {
    const answer = await fetch(`${origin}/api/v1/places?${query}`, { signal });
    if (!answer.ok) return { ok: false, problem: answer.status === 404 ? 'missing' : 'unreachable' };
    const { places } = (await answer.json()) as PlacesAnswer;
    return { ok: true, value: places };
  } catch {
    return signal.aborted ? undefined : { ok: false, problem: 'unreachable' };
  }
}
