import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type ImportSettings, type JobProgress, maxWaitingJobs } from '#shared/protocol/imports.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { openImport } from '../importers/open-import.ts';
import { findImport, type ImportStore } from './import-store.ts';
import { ImportStopped, loadImport } from './load-import.ts';
import { recoverImports } from './recover-imports.ts';
import { undoImport } from './undo-import.ts';
import { type StoredUpload, UploadFolder, type UploadFolderOptions } from './upload-folder.ts';

type Job = {
  importId: string;
  actor: string;
  progress: JobProgress;
  stop: AbortController;
  run: (job: Job) => Promise<unknown>;
  /** Also when it never ran. */
  end?: () => Promise<void>;
};

export function makeImportId(): string {
  return randomBytes(6).toString('hex');
}

/**
 * Where files are handed in. One import or undo runs at a time and a bounded number waits; how far they are is told by
 * `progressOf`, what became of them by the record of each import.
 */
export class ImportDesk {
  readonly uploads: UploadFolder;
  readonly #store: ImportStore;
  readonly #onFault: (error: Error) => void;
  readonly #jobs: Job[] = [];
  #working: Promise<void> | undefined;
  #isClosed = false;

  constructor(store: ImportStore, options: UploadFolderOptions) {
    this.#store = store;
    this.#onFault = options.onFault;
    this.uploads = new UploadFolder(store, options);
  }

  /** Puts on record what a kill cut off, and goes on with an undo that had begun. */
  async open(): Promise<void> {
    await this.uploads.open();
    for (const importId of await recoverImports(this.#store)) {
      const { actor = 'system', body } = findImport(this.#store, importId) ?? {};
      this.undo(importId, { actor, reason: body?.undo?.reason ?? 'continued' });
    }
  }

  /** Begins to load an upload, or puts it behind what is running. */
  async commit(upload: StoredUpload, settings: ImportSettings): Promise<Parsed<string>> {
    if (this.#isFull) return this.#refuseFull();
    const { marking = unmarked, source, format: named, ...told } = settings;
    const opened = await openImport(upload.path, { ...told, format: named, fileName: upload.name });
    if (!opened.ok) return opened;
    const { path, name, sha256, sizeBytes, actor } = upload;
    const importId = makeImportId();
    const order = {
      ...{ importId, path, name, sha256, sizeBytes, source },
      ...{
        format: opened.value.format.name,
        told: { ...told, mapping: opened.value.mapping },
        owner: { actor, marking },
      },
    };
    this.uploads.take(upload);
    this.#enqueue({
      ...{ importId, actor },
      progress: { state: 'waiting', doing: 'import', done: 0, total: 2 * sizeBytes },
      stop: new AbortController(),
      run: ({ stop, progress }) =>
        loadImport(this.#store, order, {
          signal: stop.signal,
          onProgress: ({ phase, bytesRead, accepted, duplicate, refused }) => {
            const done = phase === 'checking' ? bytesRead : sizeBytes + bytesRead;
            Object.assign(progress, { done, accepted, duplicate, refused });
          },
        }),
      end: () => rm(path, { force: true }),
    });
    return { ok: true, value: importId };
  }

  /** Begins an undo; asking again while it runs or waits changes nothing. */
  undo(importId: string, { actor, reason }: { actor: string; reason: string }): Parsed<string> {
    const status = findImport(this.#store, importId)?.body.status;
    if (status === undefined) return refuse('not-found', `no import ${importId}`);
    if (status === 'undone') return { ok: true, value: importId };
    const under = this.#jobs.find((job) => job.importId === importId);
    if (under?.progress.doing === 'undo') return { ok: true, value: importId };
    if (under || status === 'running') return refuse('import-busy', 'it is still being loaded: stop it first');
    if (this.#isFull) return this.#refuseFull();
    this.#enqueue({
      ...{ importId, actor },
      progress: { state: 'waiting', doing: 'undo', done: 0, total: 0 },
      stop: new AbortController(),
      run: ({ stop, progress }) =>
        undoImport(this.#store, importId, {
          ...{ actor, reason, signal: stop.signal },
          onProgress: ({ rowsRead, rowsTotal }) => Object.assign(progress, { done: rowsRead, total: rowsTotal }),
        }),
    });
    return { ok: true, value: importId };
  }

  /** Ends a load; what it stored stays, is on record, and can be undone. */
  stop(importId: string): boolean {
    const job = this.#jobs.find((each) => each.importId === importId && each.progress.doing === 'import');
    job?.stop.abort(new ImportStopped('stopped by a person'));
    return job !== undefined;
  }

  /** Who handed it in, until the log knows it. */
  findJob(importId: string): { actor: string; progress: JobProgress } | undefined {
    return this.#jobs.find((job) => job.importId === importId);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.uploads.close();
    for (const { stop } of this.#jobs) stop.abort(new ImportStopped('the server was stopped'));
    await this.#working;
  }

  get #isFull(): boolean {
    return this.#jobs.length > maxWaitingJobs;
  }

  #refuseFull(): ReturnType<typeof refuse> {
    return refuse('overloaded', `${maxWaitingJobs} imports are waiting already`);
  }

  #enqueue(job: Job): void {
    this.#jobs.push(job);
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    for (let job = this.#jobs[0]; job; job = this.#jobs[0]) {
      job.progress.state = 'working';
      try {
        if (!this.#isClosed || job.progress.doing === 'import') await job.run(job);
      } catch (error) {
        if (!job.stop.signal.aborted) this.#onFault(error as Error);
      }
      await job.end?.().catch(this.#onFault);
      this.#jobs.shift();
    }
    this.#working = undefined;
  }
}
