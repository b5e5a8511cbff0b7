import { z } from 'zod';
import { maxReportsPerPost } from '#shared/protocol/http.ts';
import { kinds } from '#shared/schema/kinds.ts';
import { problemNames } from '#shared/schema/problem.ts';
import { envelopeSchema, positionWireSchema } from '#shared/schema/report.ts';
import { retireRequestSchema } from '#shared/schema/server-facts.ts';

/** The API described from the schemas that check it, so that the document cannot disagree with the server. */
export function describeApi(version: string): object {
  const { kind: _kind, ...envelope } = z.toJSONSchema(envelopeSchema, { io: 'input' }).properties ?? {};
  const reports = Object.entries(kinds)
    .filter(([, { isInternal }]) => !isInternal)
    .map(([kind, { schema }]) => ({
      title: kind,
      allOf: [
        { type: 'object', required: ['kind', 'observedAt'], properties: { kind: { const: kind }, ...envelope } },
        z.toJSONSchema(schema, { io: 'input' }),
      ],
    }));
  const report = { oneOf: [z.toJSONSchema(positionWireSchema, { io: 'input' }), ...reports] };
  const problem = {
    type: 'object',
    properties: {
      type: { type: 'string' },
      title: { enum: problemNames },
      status: { type: 'integer' },
      detail: { type: 'string' },
    },
  };
  const filters = ['from', 'to', 'types', 'bbox', 'q', 'limit'].map((name) => ({
    name,
    in: 'query',
    schema: { type: 'string' },
  }));
  const collections = Object.values(kinds).flatMap(({ collection }) => (collection ? [collection] : []));
  const get = (summary: string, parameters: object[] = []) => ({
    get: { summary, parameters, responses: { 200: { description: 'OK' }, 400: { description: 'bad-query' } } },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Vedette', version },
    servers: [{ url: '/api/v1' }],
    components: { schemas: { Report: report, Problem: problem } },
    paths: {
      '/health': get('Whether the server records, and the state of its sources'),
      '/reports': {
        post: {
          summary: `One report or up to ${maxReportsPerPost}; answered when stored`,
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  anyOf: [
                    { $ref: '#/components/schemas/Report' },
                    { type: 'array', items: { $ref: '#/components/schemas/Report' } },
                  ],
                },
              },
            },
          },
          responses: {
            202: { description: 'One result for each report, in order' },
            400: { description: 'Refused by name' },
            413: { description: 'Too large' },
            503: { description: 'Not stored; Retry-After' },
          },
        },
      },
      '/picture': get('The picture as known now', filters),
      '/events': get('Facts of the log, a page at a time', [
        ...filters,
        { name: 'after', in: 'query', schema: { type: 'integer' } },
      ]),
      '/tracks/{name}': get('Fixes of a track, named source/trackId; JSON, GeoJSON or GPX', filters),
      '/tracks/{name}/retire': {
        post: {
          summary: 'A person removes a lost track and says why; its next position brings it back',
          requestBody: { content: { 'application/json': { schema: z.toJSONSchema(retireRequestSchema) } } },
          responses: {
            202: { description: 'Recorded, with its sequence' },
            400: { description: 'Refused by name' },
            404: { description: 'not-found' },
            409: { description: 'not-lost: it is still heard' },
            503: { description: 'Not stored; Retry-After' },
          },
        },
      },
      '/activity': get('Facts by kind over the last hours'),
      '/places': get(
        'Places by name, those that begin with q first and in each the nearest to `near` first',
        ['q', 'near', 'limit'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
      ),
      '/mission': get('The mission pack'),
      ...Object.fromEntries(
        [...collections, 'tracks'].map((collection) => [
          `/${collection}`,
          get(`Current ${collection}; JSON, GeoJSON or CSV`, filters),
        ]),
      ),
    },
  };
}
