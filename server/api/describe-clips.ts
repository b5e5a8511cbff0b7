import { z } from 'zod';
import { clipBounds, clipManifestSchema, clipTruths } from '#shared/protocol/clips.ts';

/** Clips: parts of the record in a file. The package is described in `docs/clips.md`. */
export function clipPaths(): object {
  const query = (name: string, schema: object, required = true) => ({ name, in: 'query', required, schema });
  const instant = { type: 'string', format: 'date-time' };
  const binary = (type: string) => ({ [type]: { schema: { type: 'string', format: 'binary' } } });
  const manifest = z.toJSONSchema(clipManifestSchema);
  const stored = {
    type: 'object',
    properties: { id: { type: 'string' }, sizeBytes: { type: 'integer' }, manifest },
  };
  return {
    '/clips/new': {
      get: {
        summary: `A part of the record as its asker may see it, at most ${clipBounds.spanMs / 3_600_000} hours, as a package`,
        parameters: [query('from', instant), query('to', instant), query('truth', { enum: clipTruths }, false)],
        responses: {
          200: { description: 'The package; its name is in Content-Disposition', content: binary('application/zip') },
          400: { description: 'bad-query or too-large' },
          503: { description: 'overloaded; Retry-After' },
        },
      },
    },
    '/clips': {
      get: {
        summary: 'Clips that were opened here and whose marking the asker may see, the newest first',
        responses: { 200: { description: 'OK' } },
      },
      post: {
        summary: 'Opens a package: it is read through, and kept when it is whole',
        requestBody: { content: { ...binary('application/octet-stream'), ...binary('application/zip') } },
        responses: {
          201: { description: 'Kept under its id', content: { 'application/json': { schema: stored } } },
          400: { description: 'damaged-clip: detail begins with the check that failed' },
          413: { description: 'body-too-large' },
          415: { description: 'unsupported-media-type' },
          503: { description: 'overloaded; Retry-After' },
        },
      },
    },
    '/clips/{id}': {
      delete: {
        summary: 'Removes a clip',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 204: { description: 'Gone' }, 404: { description: 'not-found' } },
      },
    },
  };
}
