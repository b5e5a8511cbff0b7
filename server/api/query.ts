import { type BoundingBox, parseBox } from '#shared/geo/bounding-box.ts';
import { isFactKind } from '#shared/schema/kinds.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { isoInstantSchema } from '#shared/schema/vocabulary.ts';

/** The filters that every collection understands. Times are epoch milliseconds. */
export type Query = {
  from?: number;
  to?: number;
  after?: number;
  types?: string[];
  box?: BoundingBox;
  q?: string;
  limit: number;
};

export type Parameter = 'from' | 'to' | 'after' | 'types' | 'bbox' | 'q' | 'limit';

/** Query string → filters, of which a route allows some; an unknown or malformed parameter is refused, not ignored, because ignoring widens the answer. */
export function parseQuery(
  given: Readonly<Record<string, unknown>>,
  allowed: readonly Parameter[],
  defaultLimit: number,
  maxLimit: number,
): Parsed<Query> {
  const unknown = Object.keys(given).find((name) => !allowed.includes(name as Parameter));
  if (unknown) return refuse('bad-query', `parameter "${unknown}" is not known here`);
  const repeated = Object.entries(given).find(([, value]) => typeof value !== 'string');
  if (repeated) return refuse('bad-query', `parameter "${repeated[0]}" may be given once`);
  const text = given as Record<string, string | undefined>;
  const query: Query = { limit: defaultLimit };
  for (const name of ['from', 'to'] as const) {
    if (text[name] === undefined) continue;
    const at = isoInstantSchema.safeParse(text[name]).success ? Date.parse(text[name]) : Number.NaN;
    if (Number.isNaN(at)) return refuse('bad-query', `${name} is not an ISO 8601 time with a zone`);
    query[name] = at;
  }
  for (const name of ['after', 'limit'] as const) {
    if (text[name] === undefined) continue;
    if (!/^\d{1,15}$/.test(text[name])) return refuse('bad-query', `${name} is not a whole number`);
    query[name] = Number(text[name]);
  }
  if (text['bbox'] !== undefined) {
    const box = parseBox(text['bbox']);
    if (!box) return refuse('bad-query', 'bbox is west,south,east,north in degrees');
    query.box = box;
  }
  if (text['types']) {
    query.types = text['types'].split(',');
    const unknownKind = query.types.find((kind) => kind !== 'track' && !isFactKind(kind));
    if (unknownKind) return refuse('bad-query', `type "${unknownKind}" is not known`);
  }
  if (text['q']) query.q = text['q'];
  query.limit = Math.max(1, Math.min(query.limit, maxLimit));
  return { ok: true, value: query };
}
