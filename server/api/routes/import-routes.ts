import { json, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { PictureRecord } from '#shared/picture/record.ts';
import {
  commitSchema,
  importSettingsSchema,
  maxUploadBytes,
  type Upload,
  undoSchema,
} from '#shared/protocol/imports.ts';
import { columnMappingSchema, mappedKinds } from '#shared/schema/imports/column-mapping.ts';
import type { ImportReport } from '#shared/schema/imports/import.ts';
import { describeIssue } from '#shared/schema/parse-fact.ts';
import type { Problem } from '#shared/schema/problem.ts';
import { canSee, redact, type Viewer } from '../../access/viewer.ts';
import { importFormats } from '../../importers/import-registry.ts';
import { readMappings, saveMapping } from '../../importers/mapped/mapping-store.ts';
import type { ImportDesk } from '../../imports/import-desk.ts';
import { proposeFor, type StoredUpload } from '../../imports/upload-folder.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import { formatTimes } from '../format-record.ts';
import { sendProblem } from '../problem-response.ts';

type Options = {
  desk: ImportDesk;
  /** Where saved mappings lie. */
  dataDir: string;
  live: LivePicture;
  metrics: Metrics;
  identify: (request: Request) => Viewer;
};

/** After a refusal the rest of a body is thrown away for this long, so that the sender gets to read the answer. */
const drainMs = 5_000;
const listLimit = 500;

/** Files handed in: upload → preview → commit → record → undo. The job itself is `server/imports`. */
export function importRoutes(options: Options): Router {
  const { desk, live, identify, dataDir } = options;
  const router = Router();
  const parseJson = json({ limit: 256 * 1024, strict: true, type: 'application/json' });
  const refuse = (response: Response, problem: Problem) => {
    options.metrics.countRefusal('http', problem.name);
    sendProblem(response, problem);
  };

  router.post('/imports/uploads', async (request, response) => {
    const { name, modified } = request.query as { name?: string; modified?: string };
    const fault = findUploadFault(request, name);
    if (fault) return refuseBody(request, response, () => refuse(response, fault));
    const modifiedAt = Number(modified) > 0 ? Math.min(Number(modified), Date.now()) : undefined;
    const from = { name: cleanName(name!), actor: identify(request).actor, modifiedAt };
    const received = await desk.uploads.receive(request, from);
    if (!received.ok) return refuseBody(request, response, () => refuse(response, received.problem));
    response.status(201).json(describeUpload(received.value, options, identify(request)));
  });

  const withUpload = (
    handle: (upload: StoredUpload, request: Request, response: Response) => unknown,
  ): ((request: Request, response: Response) => Promise<void>) => {
    return async (request, response) => {
      const upload = desk.uploads.find(String(request.params['id']), identify(request).actor);
      if (upload) await handle(upload, request, response);
      else refuse(response, { name: 'not-found', detail: 'no such upload; it may have been removed after an hour' });
    };
  };
  router.get(
    '/imports/uploads/:id',
    withUpload((upload, request, response) => response.json(describeUpload(upload, options, identify(request)))),
  );
  router.post(
    '/imports/uploads/:id/check',
    parseJson,
    withUpload((upload, request, response) => {
      const settings = readBody(importSettingsSchema, request);
      if ('problem' in settings) return refuse(response, settings.problem);
      desk.uploads.check(upload, settings.value);
      response.json(describeUpload(upload, options, identify(request)));
    }),
  );
  router.get(
    '/imports/uploads/:id/proposal',
    withUpload(async (upload, request, response) => {
      const kind = mappedKinds.find((each) => each === request.query['kind']);
      const proposal = kind && (await proposeFor(upload.path, upload.name, kind));
      if (proposal) response.json(proposal);
      else refuse(response, { name: 'bad-query', detail: `kind is one of ${mappedKinds.join(', ')}` });
    }),
  );
  router.delete(
    '/imports/uploads/:id',
    withUpload(async (upload, _request, response) => {
      await desk.uploads.discard(upload);
      response.status(204).end();
    }),
  );

  router.post('/imports', parseJson, async (request, response) => {
    const order = readBody(commitSchema, request);
    if ('problem' in order) return refuse(response, order.problem);
    const upload = desk.uploads.find(order.value.uploadId, identify(request).actor);
    if (!upload) return refuse(response, { name: 'not-found', detail: 'no such upload' });
    const begun = await desk.commit(upload, order.value.settings);
    if (!begun.ok) return refuse(response, begun.problem);
    response.status(202).json({ importId: begun.value });
  });

  router.get('/imports/mappings', async (_request, response) => void response.json(await readMappings(dataDir)));
  router.put('/imports/mappings', parseJson, async (request, response) => {
    const mapping = readBody(columnMappingSchema, request);
    if ('problem' in mapping) return refuse(response, mapping.problem);
    await saveMapping(dataDir, mapping.value);
    response.status(204).end();
  });

  router.get('/imports', (request, response) => {
    const viewer = identify(request);
    const records = visibleImports(live, viewer);
    records.sort((a, b) => b.body.startedAt - a.body.startedAt);
    response.json({ count: records.length, imports: records.slice(0, listLimit).map((each) => describe(each, desk)) });
  });

  const findVisible = (request: Request): PictureRecord<'import'> | undefined => {
    const record = live.picture.records.get(`import/${request.params['id']}`);
    return record?.kind === 'import' && canSee(identify(request), record)
      ? redact(identify(request), record)
      : undefined;
  };
  router.get('/imports/:id', (request, response) => {
    const record = findVisible(request);
    if (record) return void response.json(describe(record, desk));
    const job = desk.findJob(String(request.params['id']));
    if (job?.actor === identify(request).actor)
      return void response.json({ importId: request.params['id'], status: 'waiting', progress: job.progress });
    refuse(response, { name: 'not-found', detail: 'no such import' });
  });
  router.post('/imports/:id/undo', parseJson, (request, response) => {
    const body = readBody(undoSchema, request);
    if ('problem' in body) return refuse(response, body.problem);
    const record = findVisible(request);
    if (!record) return refuse(response, { name: 'not-found', detail: 'no such import' });
    const begun = desk.undo(record.id, { actor: identify(request).actor, reason: body.value.reason });
    if (!begun.ok) return refuse(response, begun.problem);
    response.status(202).json({ importId: record.id });
  });
  router.post('/imports/:id/stop', (request, response) => {
    const importId = String(request.params['id']);
    const isOwn = findVisible(request) || desk.findJob(importId)?.actor === identify(request).actor;
    if (isOwn && desk.stop(importId)) return void response.status(202).json({ importId });
    refuse(response, { name: 'not-found', detail: 'no such import is running' });
  });
  return router;
}

function findUploadFault(request: Request, name: unknown): Problem | undefined {
  if (!request.is('application/octet-stream'))
    return { name: 'unsupported-media-type', detail: 'send the bytes of the file as application/octet-stream' };
  if (typeof name !== 'string' || cleanName(name) === '')
    return { name: 'bad-query', detail: 'give the name of the file as the parameter name' };
  if (Number(request.headers['content-length'] ?? 0) > maxUploadBytes)
    return { name: 'body-too-large', detail: `a file may hold at most ${maxUploadBytes / 1_048_576} MiB` };
  return undefined;
}

/** What a person called the file: shown and put on record, never used as a path. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)!;
  return last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(-255);
}

/** Answers while a body is still on its way: what follows is thrown away, then the connection ends. */
function refuseBody(request: Request, response: Response, answer: () => void): void {
  response.setHeader('Connection', 'close');
  answer();
  if (request.complete || request.destroyed) return;
  request.on('error', () => {});
  request.resume();
  const timer = setTimeout(() => request.destroy(), drainMs);
  request.once('close', () => clearTimeout(timer));
}

function readBody<T extends z.ZodType>(schema: T, request: Request): { value: z.output<T> } | { problem: Problem } {
  if (!request.is('application/json'))
    return { problem: { name: 'unsupported-media-type', detail: 'send application/json' } };
  const parsed = schema.safeParse(request.body);
  return parsed.success
    ? { value: parsed.data }
    : { problem: { name: 'bad-query', detail: describeIssue(parsed.error) } };
}

function visibleImports(live: LivePicture, viewer: Viewer): PictureRecord<'import'>[] {
  const found: PictureRecord<'import'>[] = [];
  for (const record of live.picture.records.values())
    if (record.kind === 'import' && canSee(viewer, record)) found.push(redact(viewer, record));
  return found;
}

function describe({ body, actor, marking, sequence }: PictureRecord<'import'>, desk: ImportDesk): object {
  const progress = desk.findJob(body.importId)?.progress;
  return {
    ...(formatTimes(body) as object),
    ...(actor ? { actor } : {}),
    marking,
    sequence,
    ...(progress ? { progress } : {}),
  };
}

function describeUpload(upload: StoredUpload, { live }: Options, viewer: Viewer): Upload {
  const { uploadId, name, sizeBytes, sha256, dryRun, detected, proposal } = upload;
  const earlier = visibleImports(live, viewer).filter(({ body }) => body.sha256 === sha256);
  return {
    ...{ uploadId, name, sizeBytes, sha256, dryRun },
    formats: importFormats.map(({ name: format, title, isMapped }) => ({
      name: format,
      title,
      isMapped: isMapped !== undefined,
    })),
    earlier: earlier.map(({ body }) => describeEarlier(body)),
    ...(detected === undefined ? {} : { detected }),
    ...(proposal ? { proposal } : {}),
  };
}

function describeEarlier({ importId, status, endedAt }: ImportReport): Upload['earlier'][number] {
  return { importId, status, ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }) };
}
