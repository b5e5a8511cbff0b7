import { z } from 'zod';
import { maxReportsPerPost } from '#shared/protocol/http.ts';
import { commitSchema, importSettingsSchema, undoSchema } from '#shared/protocol/imports.ts';
import { columnMappingSchema, mappedKinds } from '#shared/schema/imports/column-mapping.ts';
import { kinds } from '#shared/schema/kinds.ts';
import { problemNames } from '#shared/schema/problem.ts';
import { envelopeSchema, positionWireSchema } from '#shared/schema/report.ts';
import { retireRequestSchema, takeBackRequestSchema } from '#shared/schema/server-facts.ts';
import { clipPaths } from './describe-clips.ts';
import { pastPaths } from './describe-past.ts';

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
      ...pastPaths(filters),
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
      '/tracks/{name}/take-back': {
        post: {
          summary: 'Who reported the newest position of a track takes it back; the one before stands again',
          requestBody: {
            content: { 'application/json': { schema: z.toJSONSchema(takeBackRequestSchema, { io: 'input' }) } },
          },
          responses: {
            202: { description: 'Recorded, with its sequence' },
            400: { description: 'Refused by name' },
            404: { description: 'not-found' },
            409: { description: 'not-newest: a newer position is known, or somebody else reported it' },
            503: { description: 'Not stored; Retry-After' },
          },
        },
      },
      ...clipPaths(),
      '/activity': get('Facts by kind over the last hours'),
      '/basemap': get('Whether lakes, rivers and towns of the default basemap are ready, and their version'),
      '/places': get(
        'Places by name, those that begin with q first and in each the nearest to `near` first',
        ['q', 'near', 'limit'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
      ),
      '/coverage/plans': get(
        'Ways from `position` (longitude,latitude) to a medical team or to surgery (`tier`), the soonest first',
        ['position', 'tier', 'limit', 'case'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
      ),
      '/mission': get('The mission pack'),
      ...coveragePaths(),
      '/basemaps': get('Archives of map tiles in the data folder, and files there that cannot be shown'),
      '/basemaps/{id}/{z}/{x}/{y}': get('One tile of an archive; 204 where it has none'),
      ...importPaths(),
      ...Object.fromEntries(
        [...collections, 'tracks'].map((collection) => [
          `/${collection}`,
          get(`Current ${collection}; JSON, GeoJSON or CSV`, filters),
        ]),
      ),
    },
  };
}

/** Medical cover. The raster is binary: see `shared/protocol/coverage.ts`. */
function coveragePaths(): object {
  const at = (required: boolean) => ({
    parameters: [{ name: 'at', in: 'query', required, schema: { type: 'string', format: 'date-time' } }],
  });
  const responses = (type: string) => ({
    200: { description: 'OK', content: { [type]: {} } },
    400: { description: 'bad-query, time-in-future or time-before-record' },
    409: {
      description:
        'no-cover: it cannot be computed for this mission, or not any more, or nothing that could help was on record then',
    },
    503: { description: 'not-ready or overloaded; Retry-After' },
  });
  const raster = 'Minutes to a team and to surgery by cell, as known now or at a time, of what the asker may see';
  return {
    '/coverage/raster': { get: { summary: raster, ...at(false), responses: responses('application/octet-stream') } },
    '/coverage/patrols': {
      get: {
        summary: 'Both tiers of patrols that were under way at a time, as known then; those of now are in /covers',
        ...at(true),
        responses: responses('application/json'),
      },
    },
    '/ground': { get: { summary: 'Roads, land cover and barriers', responses: { 200: { description: 'OK' } } } },
  };
}

/** Files handed in. The bytes are sent as they are; everything else is JSON. */
function importPaths(): object {
  const parameter = (name: string, place: 'path' | 'query', description: string) => ({
    ...{ name, in: place, required: name !== 'modified', description, schema: { type: 'string' } },
  });
  const id = parameter('id', 'path', 'Id of the upload or import');
  const step = (summary: string, answers: Record<string, string>, more: object = {}) => ({
    summary,
    ...more,
    responses: Object.fromEntries(Object.entries(answers).map(([status, description]) => [status, { description }])),
  });
  const takes = (schema: z.ZodType) => ({
    requestBody: { content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input' }) } } },
  });
  const missing = { 404: 'not-found' };
  return {
    '/imports': {
      get: step('Imports, the latest first, with the progress of those under way', { 200: 'OK' }),
      post: step(
        'Loads an upload; one import runs at a time, a bounded number waits',
        { 202: 'importId', 400: 'Refused by name', ...missing, 503: 'Too many wait; Retry-After' },
        takes(commitSchema),
      ),
    },
    '/imports/{id}': { get: step('One import', { 200: 'OK', ...missing }, { parameters: [id] }) },
    '/imports/{id}/undo': {
      post: step(
        'Takes back what an import added: facts are retracted, tracks it alone shows leave the picture',
        { 202: 'Begun, or done already', ...missing, 409: 'import-busy' },
        { parameters: [id], ...takes(undoSchema) },
      ),
    },
    '/imports/{id}/stop': {
      post: step('Ends an import; what it stored stays on record', { 202: 'Ending', ...missing }, { parameters: [id] }),
    },
    '/imports/uploads': {
      post: step(
        'The bytes of one file; answered with what it seems to be. Kept for an hour',
        { 201: 'The upload', 413: 'body-too-large', 415: 'unsupported-media-type', 503: 'Too many wait' },
        {
          parameters: [
            parameter('name', 'query', 'Name of the file, for people'),
            parameter('modified', 'query', 'When the file was last changed, epoch milliseconds'),
          ],
          requestBody: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
        },
      ),
    },
    '/imports/uploads/{id}': {
      get: step('The upload and how far it was read through', { 200: 'OK', ...missing }, { parameters: [id] }),
      delete: step('Discards the upload', { 204: 'Gone', ...missing }, { parameters: [id] }),
    },
    '/imports/uploads/{id}/proposal': {
      get: step(
        'What the columns would mean if the rows were of this kind',
        { 200: 'A mapping and what it lacks', ...missing },
        { parameters: [id, parameter('kind', 'query', mappedKinds.join(', '))] },
      ),
    },
    '/imports/mappings': {
      get: step('Saved mappings', { 200: 'OK' }),
      put: step('Saves a mapping under its name', { 204: 'Saved' }, takes(columnMappingSchema)),
    },
    '/imports/uploads/{id}/check': {
      post: step(
        'Reads the upload through under other settings, storing nothing',
        { 200: 'The upload', ...missing },
        { parameters: [id], ...takes(importSettingsSchema) },
      ),
    },
  };
}
