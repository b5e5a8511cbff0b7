import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobProgress } from '#shared/protocol/imports.ts';
import type { ImportReport } from '#shared/schema/imports/import.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { type OpenImportOptions, openImport } from '../server/importers/open-import.ts';
import type { ImportProgress } from '../server/importers/run-import.ts';
import { makeImportId } from '../server/imports/import-desk.ts';
import { type ImportStore, listImports } from '../server/imports/import-store.ts';
import { ImportStopped, loadImport } from '../server/imports/load-import.ts';
import { recoverImports } from '../server/imports/recover-imports.ts';
import { undoImport } from '../server/imports/undo-import.ts';
import { openOfflineIngest } from '../server/open-offline-ingest.ts';
import { findRunningServer, ServerUnavailable } from './find-running-server.ts';

/** An import as it is told to the command line; times as text or as epoch milliseconds. */
export type KnownImport = Pick<
  ImportReport,
  | 'importId'
  | 'name'
  | 'format'
  | 'status'
  | 'accepted'
  | 'duplicate'
  | 'refused'
  | 'reasons'
  | 'notes'
  | 'rowUnit'
  | 'problem'
  | 'undo'
> & { startedAt: string | number };

export type LoadRequest = {
  file: string;
  told: OpenImportOptions;
  source: string | undefined;
  signal: AbortSignal;
  onProgress: (progress: ImportProgress) => void;
};

/** Where files are loaded and taken back: the server of a data folder, or its log when no server runs. */
export type ImportPlace = {
  via: 'server' | 'log';
  load: (request: LoadRequest) => Promise<KnownImport>;
  list: () => Promise<KnownImport[]>;
  undo: (importId: string, reason: string) => Promise<KnownImport>;
  close: () => Promise<void>;
};

/** Two processes never write one log: a server that lives but does not answer is an error, not a reason to go round it. */
export async function openImportPlace(dataDir: string): Promise<ImportPlace> {
  const url = await findRunningServer(dataDir);
  return url === undefined ? openLogPlace(dataDir) : makeServerPlace(url);
}

async function openLogPlace(dataDir: string): Promise<ImportPlace> {
  const { store, close } = await openOfflineIngest(dataDir, Date.now);
  const unfinished = await recoverImports(store);
  for (const importId of unfinished) await undoImport(store, importId, { actor: 'import', reason: 'continued' });
  return {
    via: 'log',
    load: (request) => loadIntoLog(store, request),
    list: async () => listImports(store).map(({ body }) => body),
    undo: async (importId, reason) => {
      const undone = await undoImport(store, importId, { actor: 'import', reason });
      if (!undone.ok) throw new Error(`${undone.problem.name}: ${undone.problem.detail}`);
      return undone.value;
    },
    close,
  };
}

async function loadIntoLog(store: ImportStore, { file, told, source, signal, onProgress }: LoadRequest) {
  const opened = await openImport(file, told);
  if (!opened.ok) throw new Error(`${opened.problem.name}: ${opened.problem.detail}`);
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(new ImportStopped('interrupted by a person')), { once: true });
  const order = {
    ...{ importId: makeImportId(), path: file, name: basename(file), sha256: await hashFile(file) },
    ...{ sizeBytes: (await stat(file)).size, format: opened.value.format.name, source },
    told: { ...told, mapping: opened.value.mapping },
    owner: { actor: 'import', marking: unmarked },
  };
  return loadImport(store, order, { signal: stop.signal, onProgress });
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

type Described = KnownImport & { progress?: JobProgress };

const pollMs = 200;

/** The server takes the bytes of the file and loads it as it does those of the import page. */
function makeServerPlace(url: string): ImportPlace {
  async function ask<T>(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<T> {
    let response: Response;
    try {
      response = await fetch(new URL(`/api/v1${path}`, url), init);
    } catch {
      throw new ServerUnavailable(`the server at ${url} does not answer`);
    }
    const answer = (await response.json()) as T & { title?: string; detail?: string };
    if (!response.ok) throw new Error(`${answer.title}: ${answer.detail}`);
    return answer;
  }
  const send = <T>(path: string, body: object) =>
    ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  async function follow(importId: string, onStep: (described: Described) => void): Promise<Described> {
    for (;;) {
      const described = await ask<Described>(`/imports/${importId}`);
      if (!described.progress) return described;
      onStep(described);
      await delay(pollMs);
    }
  }

  return {
    via: 'server',
    load: async ({ file, told, source, signal, onProgress }) => {
      const { mtimeMs, size } = await stat(file);
      const query = new URLSearchParams({ name: basename(file), modified: String(Math.round(mtimeMs)) });
      const { uploadId } = await ask<{ uploadId: string }>(`/imports/uploads?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
        body: createReadStream(file) as unknown as NonNullable<RequestInit['body']>,
        duplex: 'half',
        signal,
      });
      const { fileName: _fileName, observedAt, ...settings } = told;
      const time = observedAt === undefined ? {} : { observedAt: new Date(observedAt).toISOString() };
      const body = { uploadId, settings: { ...settings, ...time, ...(source === undefined ? {} : { source }) } };
      const { importId } = await send<{ importId: string }>('/imports', body);
      signal.addEventListener('abort', () => void send(`/imports/${importId}/stop`, {}).catch(() => {}), {
        once: true,
      });
      return follow(importId, ({ progress }) => {
        const { done, total, accepted = 0, duplicate = 0, refused = 0 } = progress!;
        const phase = done * 2 < total ? 'checking' : 'loading';
        const bytesRead = phase === 'checking' ? done : done - total / 2;
        onProgress({ phase, bytesRead, bytesTotal: total / 2, accepted, duplicate, refused });
      });
    },
    list: async () => (await ask<{ imports: KnownImport[] }>('/imports')).imports,
    undo: async (importId, reason) => {
      await send(`/imports/${importId}/undo`, { reason });
      return follow(importId, () => {});
    },
    close: async () => {},
  };
}
