import { z } from 'zod';
import { dossierKm, dossierMinutes } from '#shared/protocol/dossier.ts';
import { mostPassageFixes, passagesRequestSchema } from '#shared/protocol/passages.ts';
import { maxTimelineBins } from '#shared/protocol/timeline.ts';

/** What can be asked about any moment or span of the record. */
export function pastPaths(filters: readonly object[]): object {
  return {
    '/picture': picturePath(filters),
    '/timeline': timelinePath(),
    '/incidents/{id}/dossier': dossierPathItem(),
    '/passages': passagesPath(),
  };
}

const instant = (name: string, description: string) => ({
  ...{ name, in: 'query', description, schema: { type: 'string', format: 'date-time' } },
});

function picturePath(filters: readonly object[]): object {
  return {
    get: {
      summary: 'The picture as known now, or at a moment of the record',
      parameters: [
        ...filters,
        instant('at', 'As happened at this time, by everything known now or by `known`'),
        instant('known', 'Without `at`: as known then'),
      ],
      responses: {
        200: { description: 'OK' },
        400: { description: 'bad-query or time-in-future' },
        503: { description: 'overloaded: too many ask about the past; Retry-After' },
      },
    },
  };
}

/** The answer is `TimelineAnswer` in `shared/protocol/timeline.ts`. */
function timelinePath(): object {
  return {
    get: {
      summary: 'How much happened when, in bins of equal length, of what the asker may see',
      parameters: [
        instant('from', 'A day before now where nobody says'),
        instant('to', 'Now where nobody says'),
        { name: 'bins', in: 'query', schema: { type: 'integer', minimum: 1, maximum: maxTimelineBins } },
        { name: 'clip', in: 'query', description: 'Id of a clip, in place of the record', schema: { type: 'string' } },
      ],
      responses: {
        200: { description: 'Counts by mark' },
        400: { description: 'bad-query, or damaged-clip' },
        404: { description: 'not-found: no such clip' },
        503: { description: 'overloaded: too many clips are being read; Retry-After' },
      },
    },
  };
}

/** The answer is `DossierAnswer` in `shared/protocol/dossier.ts`. */
function dossierPathItem(): object {
  const number = (name: string, { least, most, usual }: { least: number; most: number; usual: number }) => ({
    ...{ name, in: 'query', schema: { type: 'number', minimum: least, maximum: most, default: usual } },
  });
  return {
    get: {
      summary:
        'Everything on record around an incident: what was within km and minutes, who knew what when, accounts that disagree, clocks of the casualties, medical cover there and then',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        number('km', dossierKm),
        number('minutes', dossierMinutes),
      ],
      responses: {
        200: { description: 'The dossier, of what the asker may see' },
        400: { description: 'bad-query' },
        404: { description: 'not-found' },
        503: { description: 'overloaded; Retry-After' },
      },
    },
  };
}

/** The answer is `PassagesAnswer` in `shared/protocol/passages.ts`. */
function passagesPath(): object {
  const schema = z.toJSONSchema(passagesRequestSchema, { io: 'input' });
  return {
    post: {
      summary:
        'Tracks that were inside an area within a span of time, with entry and exit; crossings between two positions count',
      requestBody: { content: { 'application/json': { schema } } },
      responses: {
        200: { description: 'Passages, the earliest entry first' },
        400: { description: `bad-query, or too-large: more than ${mostPassageFixes} positions would have to be read` },
        503: { description: 'overloaded; Retry-After' },
      },
    },
  };
}
